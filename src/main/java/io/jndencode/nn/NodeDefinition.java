package io.jndencode.nn;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.jndencode.nn.onnx.ElementType;
import io.jndencode.nn.onnx.Shape;
import io.jndencode.nn.onnx.Tensors;

/** The origin of a value in a graph. */
sealed interface NodeDefinition {
    /** A tensor fed by the graph's user. */
    record Input(String name, Shape shape) implements NodeDefinition {}

    /** A weight or statistic. */
    record Weight(Parameter parameter) implements NodeDefinition {}

    /** Constant numbers. */
    final class Fixed implements NodeDefinition {
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
    record Result(Operation operation) implements NodeDefinition {}
}
