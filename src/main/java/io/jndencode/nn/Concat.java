package io.jndencode.nn;

import io.jndencode.nn.onnx.Emitter;
import java.util.List;

/** Concatenation of the operands along an axis. */
record Concat(List<Value> inputs, int axis) implements Operation {
    @Override
    public Emitted emit(EmitContext to, List<String> tensors) {
        Emitter e = to.emit();
        return new Emitted(e.concat(axis, tensors), (gradient, operands) -> {
            long start = 0;
            for (int i = 0; i < inputs.size(); i++) {
                long end = start + inputs.get(i).shape().dim(axis);
                if (operands.wants(i)) {
                    operands.give(
                            i,
                            e.slice(gradient, new long[] {start}, new long[] {end}, new long[] {axis}, new long[] {1}));
                }
                start = end;
            }
        });
    }
}
