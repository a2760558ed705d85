package io.jndencode.train.lite;

import io.jndencode.model.lite.Lite;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Converts a fitted regression to the parameters of the lite net's graph. */
final class LiteWeights {
    private LiteWeights() {}

    /**
     * Returns the parameters by name.
     *
     * @param spreadScale expected error in QP for a variance of 1
     * @param distanceScale distance for a variance of 1
     */
    static Map<String, float[]> of(KernelRegression net, double spreadScale, double distanceScale) {
        double[][] points = net.points();
        int features = points[0].length;
        float[] columns = new float[features * points.length];
        float[] squares = new float[points.length];
        for (int p = 0; p < points.length; p++) {
            double sum = 0;
            for (int i = 0; i < features; i++) {
                columns[i * points.length + p] = (float) points[p][i];
                sum += points[p][i] * points[p][i];
            }
            squares[p] = (float) sum;
        }
        Map<String, float[]> weights = new LinkedHashMap<>();
        weights.put(Lite.MEAN, floats(net.featureScales().mean()));
        weights.put(Lite.SCALE, floats(net.featureScales().scale()));
        weights.put(Lite.POINTS, columns);
        weights.put(Lite.POINTS + ".squares", squares);
        weights.put(Lite.WEIGHTS, rows(net.weights()));
        weights.put(Lite.LEVELS, floats(constant(net)));
        weights.put(Lite.PRECISION, rows(net.precision()));
        weights.put(Lite.SPREAD, new float[] {(float) spreadScale});
        weights.put(Lite.DISTANCE, new float[] {(float) distanceScale});
        ProbeRegression probes = net.probes();
        if (probes.looks()) {
            weights.put(Lite.PROBE_MEAN, floats(probes.scales().mean()));
            weights.put(Lite.PROBE_SCALE, floats(probes.scales().scale()));
            weights.put(Lite.PROBE_WEIGHTS, rows(probes.weights()));
        }
        return weights;
    }

    /** Returns the levels before anything is added. */
    private static double[] constant(KernelRegression net) {
        double[] constant = net.levels();
        double[] base = net.probes().base();
        Arrays.setAll(constant, level -> constant[level] + base[level]);
        return constant;
    }

    private static float[] floats(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    private static float[] rows(double[][] table) {
        float[] flat = new float[table.length * table[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) table[i / table[0].length][i % table[0].length];
        }
        return flat;
    }
}
