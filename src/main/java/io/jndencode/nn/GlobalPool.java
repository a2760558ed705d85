package io.jndencode.nn;

import io.jndencode.nn.onnx.Emitter;
import java.util.List;

/** Mean or maximum of each channel's plane: (N, C, rows, columns) to (N, C). Ties of the maximum share its gradient. */
record GlobalPool(Value x, boolean maximum) implements Operation {
    @Override
    public List<Value> inputs() {
        return List.of(x);
    }

    @Override
    public Emitted emit(EmitContext to, List<String> tensors) {
        Emitter e = to.emit();
        String in = tensors.get(0);
        String out = e.reduce(maximum ? "ReduceMax" : "ReduceMean", in, false, 2, 3);
        return new Emitted(out, (gradient, operands) -> {
            String plane = e.reshape(gradient, -1, x.shape().dim(1), 1, 1);
            if (maximum) {
                String highest = e.reshape(out, -1, x.shape().dim(1), 1, 1);
                String holders = e.cast(e.op("Equal", List.of(in, highest)));
                String share = e.div(plane, e.reduceSum(holders, true, 2, 3));
                operands.give(0, e.mul(holders, share));
            } else {
                String share = e.div(plane, e.scalar((double) x.shape().product(2)));
                operands.give(0, e.expandLike(share, in));
            }
        });
    }
}
