package io.jndencode.train.lite;

import io.jndencode.math.SymmetricMatrix;
import io.jndencode.model.lite.Lite;
import java.util.Arrays;
import java.util.List;

/**
 * Fits the lite net's regression: a linear regression on trial encodes ({@link ProbeRegression}), and on its residuals
 * Gaussian-process regression on the standardised features with an exponential kernel and noise specific to each shot,
 * its constant part estimated along with it (generalised least squares). Closed form: the same shots give the same net.
 */
final class KernelRegression {
    private static final int LEVELS = 3;

    private final Settings settings;
    private final ProbeRegression probes;
    private final Standardisation scales;
    private final double[][] points;
    private final double[] levels = new double[LEVELS];
    private final double[][] weights;
    private final double[][] precision;

    /**
     * The two parameters that are chosen rather than fitted.
     *
     * @param length distance over which the kernel falls to 1/e, in root mean square standard deviations of the
     *     features
     * @param noise variance of a label of mean weight, in parts of the variance of the levels
     */
    record Settings(double length, double noise) {
        /** Chosen by cross-validation over sources; from half to twice of either the error changes by about one percent. */
        static final Settings CHOSEN = new Settings(2, 0.3);
    }

    /**
     * The prediction for a picture or, averaged, for a shot.
     *
     * @param levels the three levels
     * @param variance the uncertainty: 0 at a training shot without noise, 1 far from all
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on; equals is not used
    record Answer(double[] levels, double variance) {}

    private KernelRegression(List<ShotFeatures> shots, Settings settings) {
        this.settings = settings;
        double[][] features = shots.stream().map(ShotFeatures::mean).toArray(double[][]::new);
        probes = ProbeRegression.of(shots);
        scales = Standardisation.of(features);
        points = Arrays.stream(features).map(scales::of).toArray(double[][]::new);
        precision = SymmetricMatrix.inverse(covariance(shots));
        weights = new double[features.length][LEVELS];
        solve(shots);
    }

    /** Fits at least two shots. */
    static KernelRegression fit(List<ShotFeatures> shots, Settings settings) {
        return new KernelRegression(shots, settings);
    }

    private double[][] covariance(List<ShotFeatures> shots) {
        double meanWeight =
                shots.stream().mapToDouble(ShotFeatures::weight).average().orElseThrow();
        double[][] matrix = new double[points.length][points.length];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = kernel(points[i], points[j]);
                matrix[j][i] = matrix[i][j];
            }
            matrix[i][i] += settings.noise() * meanWeight / shots.get(i).weight();
        }
        return matrix;
    }

    private void solve(List<ShotFeatures> shots) {
        double[][] left = shots.stream().map(this::left).toArray(double[][]::new);
        double total = 0;
        double[] rowSums = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            for (double value : precision[i]) {
                rowSums[i] += value;
            }
            total += rowSums[i];
        }
        for (int level = 0; level < LEVELS; level++) {
            for (int i = 0; i < points.length; i++) {
                levels[level] += rowSums[i] * left[i][level] / total;
            }
            for (int i = 0; i < points.length; i++) {
                for (int j = 0; j < points.length; j++) {
                    weights[i][level] += precision[i][j] * (left[j][level] - levels[level]);
                }
            }
        }
    }

    /** Returns the residuals of a shot's levels after the linear part. */
    private double[] left(ShotFeatures shot) {
        double[] target = shot.target();
        double[] said = probes.levels(shot.probe());
        for (int level = 0; level < LEVELS; level++) {
            target[level] -= said[level];
        }
        return target;
    }

    /** Predicts a shot: the mean over its pictures. */
    Answer answer(ShotFeatures shot) {
        double[] mean3 = new double[LEVELS];
        double variance = 0;
        for (FrameFeatures frame : shot.frames()) {
            Answer one = answer(frame);
            for (int level = 0; level < LEVELS; level++) {
                mean3[level] += one.levels()[level] / shot.frames().size();
            }
            variance += one.variance() / shot.frames().size();
        }
        return new Answer(mean3, variance);
    }

    /** Predicts a picture with the same arithmetic as {@link Lite}'s graph. */
    Answer answer(FrameFeatures picture) {
        double[] x = scales.of(picture.features());
        double[] kernel = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            kernel[i] = kernel(x, points[i]);
        }
        double[] said = probes.levels(picture.probe());
        for (int level = 0; level < LEVELS; level++) {
            said[level] += levels[level];
        }
        double known = 0;
        for (int i = 0; i < points.length; i++) {
            for (int level = 0; level < LEVELS; level++) {
                said[level] += kernel[i] * weights[i][level];
            }
            for (int j = 0; j < points.length; j++) {
                known += kernel[i] * precision[i][j] * kernel[j];
            }
        }
        return new Answer(said, Math.max(0, 1 - known));
    }

    private double kernel(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.exp(-Math.sqrt(squares / a.length) / settings.length());
    }

    Settings settings() {
        return settings;
    }

    ProbeRegression probes() {
        return probes;
    }

    Standardisation featureScales() {
        return scales;
    }

    double[][] points() {
        return points.clone();
    }

    /** Returns the constant part added to the levels of the trials. */
    double[] levels() {
        return levels.clone();
    }

    double[][] weights() {
        return weights.clone();
    }

    double[][] precision() {
        return precision.clone();
    }
}
