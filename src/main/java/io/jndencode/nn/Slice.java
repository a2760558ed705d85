package io.jndencode.nn;

import io.jndencode.nn.onnx.Emitter;
import java.util.List;

/** The elements from start up to but excluding end of one axis. */
record Slice(Value x, int axis, long start, long end) implements Operation {
    @Override
    public List<Value> inputs() {
        return List.of(x);
    }

    @Override
    public Emitted emit(EmitContext to, List<String> tensors) {
        Emitter e = to.emit();
        String out = e.slice(tensors.get(0), new long[] {start}, new long[] {end}, new long[] {axis}, new long[] {1});
        return new Emitted(out, (gradient, operands) -> {
            int rank = x.shape().rank();
            long[] zeros = new long[2 * rank];
            zeros[axis] = start;
            zeros[rank + axis] = x.shape().dim(axis) - end;
            operands.give(0, e.op("Pad", List.of(gradient, e.integers(zeros))));
        });
    }
}
