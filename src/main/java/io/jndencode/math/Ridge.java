package io.jndencode.math;

import java.util.Arrays;
import java.util.List;

/**
 * Weighted ridge regression on standardised features, with an unpenalised intercept.
 *
 * @param means means of the features
 * @param weights weight per unit of each feature
 * @param intercept value at the means
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Ridge(double[] means, double[] weights, double intercept) {
    /**
     * One observation.
     *
     * @param weight its weight in the fit
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(double[] features, double value, double weight) {}

    /** Fits the regression; {@code penalty} is in units of one observation of weight 1 whose standardised feature is 1. */
    public static Ridge fit(List<Row> rows, double penalty) {
        int n = rows.get(0).features().length;
        double all = rows.stream().mapToDouble(Row::weight).sum();
        double[] means = new double[n];
        double mean = 0;
        for (Row row : rows) {
            mean += row.weight() * row.value() / all;
            for (int i = 0; i < n; i++) {
                means[i] += row.weight() * row.features()[i] / all;
            }
        }
        double[] deviations = new double[n];
        for (Row row : rows) {
            for (int i = 0; i < n; i++) {
                deviations[i] += row.weight() * Math.pow(row.features()[i] - means[i], 2) / all;
            }
        }
        Arrays.setAll(deviations, i -> Math.max(1e-9, Math.sqrt(deviations[i])));
        double[][] equations = new double[n][n + 1];
        for (Row row : rows) {
            for (int i = 0; i < n; i++) {
                double x = row.weight() * (row.features()[i] - means[i]) / deviations[i];
                for (int j = 0; j < n; j++) {
                    equations[i][j] += x * (row.features()[j] - means[j]) / deviations[j];
                }
                equations[i][n] += x * (row.value() - mean);
            }
        }
        for (int i = 0; i < n; i++) {
            equations[i][i] += penalty;
        }
        double[] weights = solved(equations);
        Arrays.setAll(weights, i -> weights[i] / deviations[i]);
        return new Ridge(means, weights, mean);
    }

    /** Solves a system by Gaussian elimination; the penalty keeps every pivot away from 0. */
    private static double[] solved(double[][] a) {
        int n = a.length;
        for (int pivot = 0; pivot < n; pivot++) {
            for (int row = pivot + 1; row < n; row++) {
                double factor = a[row][pivot] / a[pivot][pivot];
                for (int column = pivot; column <= n; column++) {
                    a[row][column] -= factor * a[pivot][column];
                }
            }
        }
        double[] x = new double[n];
        for (int row = n - 1; row >= 0; row--) {
            double rest = a[row][n];
            for (int column = row + 1; column < n; column++) {
                rest -= a[row][column] * x[column];
            }
            x[row] = rest / a[row][row];
        }
        return x;
    }
}
