package io.jndencode.nn;

import io.jndencode.nn.onnx.Attribute;
import io.jndencode.nn.onnx.Emitter;
import java.util.List;

/** Mean of all elements, a scalar. */
record Mean(Value x) implements Operation {
    @Override
    public List<Value> inputs() {
        return List.of(x);
    }

    @Override
    public Emitted emit(EmitContext to, List<String> tensors) {
        Emitter e = to.emit();
        String in = tensors.get(0);
        String out = e.op("ReduceMean", tensors, Attribute.integer("keepdims", 0));
        return new Emitted(
                out, (gradient, operands) -> operands.give(0, e.expandLike(e.div(gradient, e.count(in)), in)));
    }
}
