package io.jndencode.nn;

import io.jndencode.nn.onnx.Shape;

/**
 * A tensor of a graph under construction; only the builder that made it may use it.
 *
 * @param owner the builder, compared by identity
 * @param id its place among the builder's values
 * @param shape its sizes
 * @param differentiable whether a trainable parameter has a say in it
 */
public record Value(Object owner, int id, Shape shape, boolean differentiable) {
    @Override
    public String toString() {
        return "value " + id + " (" + shape + ")";
    }
}
