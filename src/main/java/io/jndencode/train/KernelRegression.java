package io.jndencode.train;

import io.jndencode.model.Lite;
import java.util.List;

/**
 * Fits the lite net's regression: standardises the signs, then Gaussian-process regression with an exponential kernel and a
 * noise of each shot's own, its constant part estimated along (generalised least squares). Closed form: the same shots give the same
 * net.
 */
final class KernelRegression {
    private static final int LEVELS = 3;

    private final Settings settings;
    private final double[] mean;
    private final double[] scale;
    private final double[][] points;
    private final double[] levels = new double[LEVELS];
    private final double[][] weights;
    private final double[][] precision;

    /**
     * The two numbers that are chosen, not fitted.
     *
     * @param length distance over which likeness falls to 1/e, in root mean square standard deviations of the signs
     * @param noise variance of a label of mean weight, in parts of the variance of the levels
     */
    record Settings(double length, double noise) {
        /** Chosen by cross-validation over sources; from half to twice of either the error changes by about one percent. */
        static final Settings CHOSEN = new Settings(2, 0.15);
    }

    /**
     * What is said of a picture or, averaged, of a shot.
     *
     * @param levels the three levels
     * @param variance what is unknown there: 0 at a training shot without noise, 1 far from all
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, compared by nobody
    record Answer(double[] levels, double variance) {}

    private KernelRegression(List<SignedShot> shots, Settings settings) {
        this.settings = settings;
        double[][] signs = shots.stream().map(SignedShot::mean).toArray(double[][]::new);
        mean = columnMeans(signs);
        scale = columnScales(signs, mean);
        points = new double[signs.length][];
        for (int i = 0; i < signs.length; i++) {
            points[i] = standardised(signs[i]);
        }
        precision = SymmetricMatrix.inverse(covariance(shots));
        weights = new double[signs.length][LEVELS];
        solve(shots);
    }

    /** Fits at least two shots. */
    static KernelRegression fit(List<SignedShot> shots, Settings settings) {
        return new KernelRegression(shots, settings);
    }

    private double[][] covariance(List<SignedShot> shots) {
        double meanWeight =
                shots.stream().mapToDouble(SignedShot::weight).average().orElseThrow();
        double[][] matrix = new double[points.length][points.length];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = likeness(points[i], points[j]);
                matrix[j][i] = matrix[i][j];
            }
            matrix[i][i] += settings.noise() * meanWeight / shots.get(i).weight();
        }
        return matrix;
    }

    private void solve(List<SignedShot> shots) {
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
                levels[level] += rowSums[i] * shots.get(i).target()[level] / total;
            }
            for (int i = 0; i < points.length; i++) {
                for (int j = 0; j < points.length; j++) {
                    weights[i][level] += precision[i][j] * (shots.get(j).target()[level] - levels[level]);
                }
            }
        }
    }

    /** The answer for a shot: the mean over its pictures. */
    Answer answer(SignedShot shot) {
        double[] mean3 = new double[LEVELS];
        double variance = 0;
        for (double[] frame : shot.frames()) {
            Answer one = answer(frame);
            for (int level = 0; level < LEVELS; level++) {
                mean3[level] += one.levels()[level] / shot.frames().size();
            }
            variance += one.variance() / shot.frames().size();
        }
        return new Answer(mean3, variance);
    }

    /** The answer for a picture's signs: the same arithmetic as {@link Lite}'s graph. */
    Answer answer(double[] signs) {
        double[] x = standardised(signs);
        double[] likeness = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            likeness[i] = likeness(x, points[i]);
        }
        double[] said = levels.clone();
        double known = 0;
        for (int i = 0; i < points.length; i++) {
            for (int level = 0; level < LEVELS; level++) {
                said[level] += likeness[i] * weights[i][level];
            }
            for (int j = 0; j < points.length; j++) {
                known += likeness[i] * precision[i][j] * likeness[j];
            }
        }
        return new Answer(said, Math.max(0, 1 - known));
    }

    private double likeness(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.exp(-Math.sqrt(squares / a.length) / settings.length());
    }

    private double[] standardised(double[] signs) {
        double[] x = new double[signs.length];
        for (int i = 0; i < x.length; i++) {
            double scaled = (signs[i] - mean[i]) * scale[i];
            x[i] = Math.max(-Lite.MOST_DEVIATIONS, Math.min(Lite.MOST_DEVIATIONS, scaled));
        }
        return x;
    }

    private static double[] columnMeans(double[][] rows) {
        double[] means = new double[rows[0].length];
        for (double[] row : rows) {
            for (int i = 0; i < means.length; i++) {
                means[i] += row[i] / rows.length;
            }
        }
        return means;
    }

    /** 1 / standard deviation; 0 for a sign that never changes. */
    private static double[] columnScales(double[][] rows, double[] means) {
        double[] scales = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            double squares = 0;
            for (double[] row : rows) {
                squares += (row[i] - means[i]) * (row[i] - means[i]) / rows.length;
            }
            scales[i] = squares > 1e-10 ? 1 / Math.sqrt(squares) : 0;
        }
        return scales;
    }

    Settings settings() {
        return settings;
    }

    double[] signMeans() {
        return mean.clone();
    }

    double[] signScales() {
        return scale.clone();
    }

    double[][] points() {
        return points.clone();
    }

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
