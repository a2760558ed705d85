package io.jndencode.model.keras;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Numbers as Keras keeps them.
 *
 * @param shape sizes, outermost first; a convolution's kernel is (rows, columns, in, out), a transposed one's (rows, columns,
 *     out, in), a dense one's (in, out)
 * @param values rows outermost; not copied
 */
record KerasTensor(List<Integer> shape, float[] values) {
    KerasTensor {
        shape = List.copyOf(shape);
    }

    static String text(List<Integer> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
}
