package io.jndencode.train;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A running mean of the weights over the steps, which generalises better than the last step's (Polyak and Juditsky
 * 1992); the first steps count in full.
 */
final class PolyakAverage {
    private final double decay;
    private final Map<String, float[]> means = new LinkedHashMap<>();

    PolyakAverage(double decay) {
        this.decay = decay;
    }

    /** Adds the weights after a step, counted from 1. */
    void add(Map<String, FloatBuffer> weights, long step) {
        // Young averages forget faster, or they would remember the initial weights.
        double kept = Math.min(decay, (step - 1.0) / (step + 9.0));
        float share = (float) (1 - kept);
        weights.forEach((name, values) -> {
            float[] mean = means.computeIfAbsent(name, n -> new float[values.capacity()]);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += share * (values.get(i) - mean[i]);
            }
        });
    }

    void restore(Map<String, float[]> from, String prefix) {
        from.forEach((name, values) -> {
            if (name.startsWith(prefix)) {
                means.put(name.substring(prefix.length()), values);
            }
        });
    }

    Map<String, FloatBuffer> values() {
        Map<String, FloatBuffer> values = new LinkedHashMap<>();
        means.forEach((name, mean) -> values.put(name, FloatBuffer.wrap(mean)));
        return values;
    }
}
