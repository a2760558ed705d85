package io.jndencode.nn;

import java.util.List;

/** Mean of all elements, a scalar. */
record Mean(Value x) implements Operation {
    @Override
    public List<Value> inputs() {
        return List.of(x);
    }

    @Override
    public Emitted emit(Emission to, List<String> tensors) {
        Emitter e = to.emit();
        String in = tensors.get(0);
        String out = e.op("ReduceMean", tensors, Attribute.integer("keepdims", 0));
        return new Emitted(
                out, (gradient, operands) -> operands.give(0, e.expandLike(e.div(gradient, e.count(in)), in)));
    }
}
