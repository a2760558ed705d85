package io.jndencode.nn;

import io.jndencode.nn.onnx.Emitter;
import io.jndencode.nn.onnx.Shape;
import java.util.List;

/** The same elements, in the same order, in another shape. */
record Reshape(Value x, Shape shape) implements Operation {
    @Override
    public List<Value> inputs() {
        return List.of(x);
    }

    @Override
    public Emitted emit(EmitContext to, List<String> tensors) {
        Emitter e = to.emit();
        String out = e.reshape(tensors.get(0), shape.toArray());
        return new Emitted(
                out,
                (gradient, operands) ->
                        operands.give(0, e.reshape(gradient, x.shape().toArray())));
    }
}
