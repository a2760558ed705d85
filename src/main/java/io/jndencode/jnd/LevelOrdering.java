package io.jndencode.jnd;

import java.util.Arrays;
import java.util.List;

/**
 * The usual distances between the levels, used to complete a model that predicts only some of them, and the order the levels must keep.
 *
 * <p>The distances are means over viewers in VideoSet at 720p: JND2 lies 4.8 +- 1.0 QP above JND1, and JND3 3.15 +- 0.8 QP above JND2; they
 * depend only weakly on content.
 */
public final class LevelOrdering {
    /** Smallest distance between levels that can still be told apart: half the smallest distance observed. */
    static final double SMALLEST_GAP = 1.0;

    /** By how many QPs each level usually lies above JND1. */
    private static final JndLevels ABOVE_JND1 = new JndLevels(0, 4.8, 7.95);

    private LevelOrdering() {}

    /** Returns all three levels from those a model predicts: in proportion between two known ones, otherwise by the usual distance. */
    public static double[] complete(List<JndLevel> known, double[] values) {
        double[] places = known.stream().mapToDouble(ABOVE_JND1::of).toArray();
        return Arrays.stream(ABOVE_JND1.toArray())
                .map(place -> level(place, places, values))
                .toArray();
    }

    private static double level(double place, double[] places, double[] values) {
        int below = -1;
        int above = -1;
        for (int i = 0; i < places.length; i++) {
            if (places[i] == place) {
                return values[i];
            }
            if (places[i] < place && (below < 0 || places[i] > places[below])) {
                below = i;
            }
            if (places[i] > place && (above < 0 || places[i] < places[above])) {
                above = i;
            }
        }
        if (below >= 0 && above >= 0) {
            double share = (place - places[below]) / (places[above] - places[below]);
            return values[below] + share * (values[above] - values[below]);
        }
        int nearest = below >= 0 ? below : above;
        return values[nearest] + place - places[nearest];
    }

    /**
     * Returns the levels in ascending order and at least the smallest gap apart, within limits. They are ordered by least squares (pool
     * adjacent violators); then JND1 is kept and the others are moved, because most jobs aim at JND1.
     */
    public static double[] ordered(double[] levels, double lowest, double highest) {
        double[] sorted = isotonic(levels);
        double[] result = new double[3];
        for (int i = 0; i < 3; i++) {
            double least = i == 0 ? lowest : result[i - 1] + SMALLEST_GAP;
            double most = highest - (2 - i) * SMALLEST_GAP;
            result[i] = Math.max(least, Math.min(most, sorted[i]));
        }
        return result;
    }

    private static double[] isotonic(double[] v) {
        if (v[0] <= v[1] && v[1] <= v[2]) {
            return v.clone();
        }
        double firstTwo = (v[0] + v[1]) / 2;
        if (v[0] > v[1] && firstTwo <= v[2]) {
            return new double[] {firstTwo, firstTwo, v[2]};
        }
        double lastTwo = (v[1] + v[2]) / 2;
        if (v[1] > v[2] && v[0] <= lastTwo) {
            return new double[] {v[0], lastTwo, lastTwo};
        }
        double mean = (v[0] + v[1] + v[2]) / 3;
        return new double[] {mean, mean, mean};
    }
}
