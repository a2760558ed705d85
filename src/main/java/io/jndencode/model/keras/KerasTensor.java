package io.jndencode.model.keras;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A tensor as Keras stores it, rows outermost.
 *
 * <p>A convolution's kernel is (rows, columns, in, out), a transposed one's (rows, columns, out, in), a dense one's
 * (in, out).
 */
final class KerasTensor {
    private final List<Integer> shape;
    private final float[] values;

    /** Wraps the numbers without copying them. */
    KerasTensor(List<Integer> shape, float[] values) {
        this.shape = List.copyOf(shape);
        this.values = values;
    }

    List<Integer> shape() {
        return shape;
    }

    /** Returns the numbers themselves, which must not be changed. */
    float[] values() {
        return values;
    }

    static String text(List<Integer> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
}
