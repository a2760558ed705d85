package io.jndencode.train.lite;

import io.jndencode.math.Ridge;
import java.util.ArrayList;
import java.util.List;

/**
 * The linear part of the lite net: levels by what trial encodes of a shot's frames say, a ridge regression on the standardised figures,
 * every shot with its weight. Closed form. Where not every shot was tried, it says nothing and looks at nothing.
 */
final class ProbeRegression {
    private static final int LEVELS = 3;

    /** In shots: little, for there are far more of them than figures. */
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

    /** The levels by the figures of a trial, on {@link FrameFeatures}'s scales. */
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

    /** Whether it looks at trials. */
    boolean looks() {
        return weights.length > 0;
    }

    Standardisation scales() {
        return scales;
    }

    /** Figures by levels. */
    double[][] weights() {
        return weights.clone();
    }

    /** The levels where all figures have their means. */
    double[] base() {
        return base.clone();
    }
}
