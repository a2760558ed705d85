package io.jndencode.nn;

import ai.onnx.proto.OnnxMl.TensorProto;

/** Where a value of a graph comes from. */
sealed interface Definition {
    /** Given by whoever runs the graph. */
    record Input(String name, Shape shape) implements Definition {}

    /** A weight or statistic. */
    record Weight(Parameter parameter) implements Definition {}

    /** Fixed numbers. */
    final class Fixed implements Definition {
        private final Shape shape;
        private final float[] values;

        Fixed(Shape shape, float... values) {
            this.shape = shape;
            this.values = values.clone();
        }

        TensorProto tensor(String name, ElementType type) {
            return Tensors.reals(name, type, shape, values);
        }
    }

    /** The result of an operation. */
    record Result(Operation operation) implements Definition {}
}
