package io.jndencode.nn;

import io.jndencode.nn.onnx.Shape;

/**
 * A tensor of a graph under construction; only the builder that made it may use it.
 *
 * @param owner the builder, compared by identity
 * @param id its position among the builder's values
 * @param shape its sizes
 * @param differentiable whether it depends on a trainable parameter
 */
public record Value(Object owner, int id, Shape shape, boolean differentiable) {
    @Override
    public String toString() {
        return "value " + id + " (" + shape + ")";
    }
}
