package io.jndencode.train;

import java.util.Arrays;
import java.util.List;

/**
 * The linear part of the lite net: levels by what trial encodes of a shot's frames say, a ridge regression on the standardised figures,
 * every shot with its weight. Closed form. Where not every shot was tried, it says nothing and looks at nothing.
 */
final class TrialFit {
    private static final int LEVELS = 3;

    /** Added to the sum of squares of each standardised figure, in shots: little, for there are far more shots than figures. */
    private static final double RIDGE = 1;

    private final Standardisation scales;
    private final double[] base = new double[LEVELS];
    private final double[][] weights;

    private TrialFit(List<SignedShot> shots) {
        boolean tried = shots.stream().allMatch(SignedShot::tried);
        double[][] trials =
                shots.stream().map(shot -> tried ? shot.trial() : new double[0]).toArray(double[][]::new);
        scales = Standardisation.of(trials);
        weights = new double[trials[0].length][LEVELS];
        if (tried) {
            double[][] rows = Arrays.stream(trials).map(scales::of).toArray(double[][]::new);
            solve(rows, shots);
        }
    }

    static TrialFit of(List<SignedShot> shots) {
        return new TrialFit(shots);
    }

    private void solve(double[][] rows, List<SignedShot> shots) {
        int count = weights.length;
        double total = shots.stream().mapToDouble(SignedShot::weight).sum();
        double[] shares =
                shots.stream().mapToDouble(shot -> shot.weight() / total).toArray();
        double[] centre = new double[count];
        for (int s = 0; s < rows.length; s++) {
            for (int i = 0; i < count; i++) {
                centre[i] += shares[s] * rows[s][i];
            }
            for (int level = 0; level < LEVELS; level++) {
                base[level] += shares[s] * shots.get(s).target()[level];
            }
        }
        double[][] products = new double[count][count];
        double[][] towards = new double[count][LEVELS];
        for (int s = 0; s < rows.length; s++) {
            double share = shares[s] * rows.length;
            for (int i = 0; i < count; i++) {
                double own = share * (rows[s][i] - centre[i]);
                for (int j = 0; j < count; j++) {
                    products[i][j] += own * (rows[s][j] - centre[j]);
                }
                for (int level = 0; level < LEVELS; level++) {
                    towards[i][level] += own * (shots.get(s).target()[level] - base[level]);
                }
            }
        }
        for (int i = 0; i < count; i++) {
            products[i][i] += RIDGE;
        }
        double[][] inverse = SymmetricMatrix.inverse(products);
        for (int level = 0; level < LEVELS; level++) {
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < count; j++) {
                    weights[i][level] += inverse[i][j] * towards[j][level];
                }
                base[level] -= weights[i][level] * centre[i];
            }
        }
    }

    /** The levels by the figures of a trial, on {@link SignedPicture}'s scales. */
    double[] levels(double[] trial) {
        double[] x = scales.of(weights.length == 0 ? new double[0] : trial);
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
