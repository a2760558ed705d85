package io.jndencode.nn;

import io.jndencode.nn.onnx.Emitter;
import java.util.List;

/** Maximum over a pixel's channels: (N, C, rows, columns) to (N, 1, rows, columns). Ties share its gradient. */
record ChannelMax(Value x) implements Operation {
    @Override
    public List<Value> inputs() {
        return List.of(x);
    }

    @Override
    public Emitted emit(EmitContext to, List<String> tensors) {
        Emitter e = to.emit();
        String in = tensors.get(0);
        String out = e.reduce("ReduceMax", in, true, 1);
        return new Emitted(out, (gradient, operands) -> {
            String holders = e.cast(e.op("Equal", List.of(in, out)));
            operands.give(0, e.mul(holders, e.div(gradient, e.reduceSum(holders, true, 1))));
        });
    }
}
