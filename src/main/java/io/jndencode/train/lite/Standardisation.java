package io.jndencode.train.lite;

import io.jndencode.model.lite.Lite;
import java.util.Arrays;

/**
 * Scales figures to mean 0 and standard deviation 1, clipped at {@link Lite#MOST_DEVIATIONS}.
 *
 * @param mean of each figure
 * @param scale 1 / standard deviation; 0 for a figure that never changes
 */
@SuppressWarnings("ArrayRecordComponent") // handed on; equals is not used
record Standardisation(double[] mean, double[] scale) {
    static Standardisation of(double[][] rows) {
        double[] mean = new double[rows[0].length];
        double[] scale = new double[rows[0].length];
        for (int i = 0; i < mean.length; i++) {
            int figure = i;
            mean[i] = Arrays.stream(rows)
                    .mapToDouble(row -> row[figure])
                    .average()
                    .orElseThrow();
            double variance = Arrays.stream(rows)
                    .mapToDouble(row -> (row[figure] - mean[figure]) * (row[figure] - mean[figure]))
                    .average()
                    .orElseThrow();
            scale[i] = variance > 1e-10 ? 1 / Math.sqrt(variance) : 0;
        }
        return new Standardisation(mean, scale);
    }

    double[] of(double[] figures) {
        double[] x = new double[mean.length];
        for (int i = 0; i < x.length; i++) {
            double scaled = (figures[i] - mean[i]) * scale[i];
            x[i] = Math.max(-Lite.MOST_DEVIATIONS, Math.min(Lite.MOST_DEVIATIONS, scaled));
        }
        return x;
    }
}
