package io.jndencode.math;

/** Inverts a symmetric positive definite matrix by Cholesky decomposition, in double precision. */
public final class SymmetricMatrix {
    private SymmetricMatrix() {}

    /** Returns the inverse; throws {@link IllegalArgumentException} if the matrix is not positive definite. */
    public static double[][] inverse(double[][] matrix) {
        double[][] lower = cholesky(matrix);
        int n = matrix.length;
        double[][] inverse = new double[n][n];
        for (int column = 0; column < n; column++) {
            double[] x = forward(lower, column);
            backward(lower, x);
            for (int row = 0; row < n; row++) {
                inverse[row][column] = x[row];
            }
        }
        return inverse;
    }

    private static double[][] cholesky(double[][] matrix) {
        int n = matrix.length;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                if (i == j && !(sum > 0)) {
                    throw new IllegalArgumentException("not a positive definite matrix: pivot " + i + " is " + sum);
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
        return lower;
    }

    /** Solves L x = unit vector. */
    private static double[] forward(double[][] lower, int unit) {
        double[] x = new double[lower.length];
        for (int i = unit; i < x.length; i++) {
            double sum = i == unit ? 1 : 0;
            for (int k = unit; k < i; k++) {
                sum -= lower[i][k] * x[k];
            }
            x[i] = sum / lower[i][i];
        }
        return x;
    }

    /** Solves L^T x = x in place. */
    private static void backward(double[][] lower, double[] x) {
        for (int i = x.length - 1; i >= 0; i--) {
            double sum = x[i];
            for (int k = i + 1; k < x.length; k++) {
                sum -= lower[k][i] * x[k];
            }
            x[i] = sum / lower[i][i];
        }
    }
}
