package io.jndencode.train.lite;

import io.jndencode.math.Ridge;
import java.util.ArrayList;
import java.util.List;

/**
 * The linear part of the lite net: levels from trial encodes of a shot's frames, by a weighted ridge regression on the
 * standardised figures. Closed form. Unused unless every shot has trial encodes.
 */
final class ProbeRegression {
    private static final int LEVELS = 3;

    /** Ridge penalty in shots: small, because there are far more shots than figures. */
    private static final double PENALTY = 1;

    private final Standardisation scales;
    private final double[] base = new double[LEVELS];
    private final double[][] weights;

    private ProbeRegression(List<ShotFeatures> shots) {
        boolean tried = shots.stream().allMatch(ShotFeatures::tried);
        double[][] probes =
                shots.stream().map(shot -> tried ? shot.probe() : new double[0]).toArray(double[][]::new);
        scales = Standardisation.of(probes);
        weights = new double[probes[0].length][LEVELS];
        for (int level = 0; tried && level < LEVELS; level++) {
            take(level, fit(shots, probes, level));
        }
    }

    static ProbeRegression of(List<ShotFeatures> shots) {
        return new ProbeRegression(shots);
    }

    private Ridge fit(List<ShotFeatures> shots, double[][] probes, int level) {
        double usual =
                shots.stream().mapToDouble(ShotFeatures::weight).average().orElseThrow();
        List<Ridge.Row> rows = new ArrayList<>();
        for (int s = 0; s < probes.length; s++) {
            ShotFeatures shot = shots.get(s);
            rows.add(new Ridge.Row(scales.of(probes[s]), shot.target()[level], shot.weight() / usual));
        }
        return Ridge.fit(rows, PENALTY);
    }

    private void take(int level, Ridge ridge) {
        base[level] = ridge.intercept();
        for (int i = 0; i < weights.length; i++) {
            weights[i][level] = ridge.weights()[i];
            base[level] -= ridge.weights()[i] * ridge.means()[i];
        }
    }

    /** Returns the levels for the figures of a trial, on the scales of {@link FrameFeatures}. */
    double[] levels(double[] probe) {
        double[] x = scales.of(probe);
        double[] levels = base.clone();
        for (int i = 0; i < x.length; i++) {
            for (int level = 0; level < LEVELS; level++) {
                levels[level] += x[i] * weights[i][level];
            }
        }
        return levels;
    }

    /** Returns whether it uses trials. */
    boolean looks() {
        return weights.length > 0;
    }

    Standardisation scales() {
        return scales;
    }

    /** Returns the weights, figures by levels. */
    double[][] weights() {
        return weights.clone();
    }

    /** Returns the levels if all figures have their means. */
    double[] base() {
        return base.clone();
    }
}
