package io.jndencode.nn;

import io.jndencode.nn.onnx.Shape;

/**
 * A named tensor that outlives a run: a weight or a running statistic.
 *
 * @param name unique in its graph
 * @param shape its shape, without an open batch
 * @param role what changes it
 * @param initial how it is initialised
 */
public record Parameter(String name, Shape shape, Role role, Initial initial) {
    /** What changes a parameter. */
    public enum Role {
        /** Changed by the optimizer. */
        TRAINABLE,
        /** Never changed; no gradient is computed for it. */
        FROZEN,
        /** Changed by the forward pass of training (BatchNorm's running mean and variance). */
        STATISTIC
    }

    public Parameter {
        if (shape.open()) {
            throw new IllegalArgumentException("parameter " + name + " has an open shape " + shape);
        }
    }

    /**
     * Returns the starting values, which depend on the run's seed and the parameter's name, not on other parameters.
     */
    public float[] initialValues(long seed) {
        return initial.values(shape, seed * 0x9E3779B97F4A7C15L + name.hashCode());
    }
}
