package io.jndencode.nn;

import io.jndencode.nn.onnx.Emitter;
import java.util.List;

/** Transposed convolution with bias: from (N, O, ...) to (N, C, rows, columns), kernel (O, C, k, k), bias (C). */
record TransposedConvolution(Correlation map, Value x, Value kernel, Value bias) implements Operation {
    @Override
    public List<Value> inputs() {
        return List.of(x, kernel, bias);
    }

    @Override
    public Emitted emit(EmitContext to, List<String> tensors) {
        Emitter e = to.emit();
        String small = tensors.get(0);
        String weights = tensors.get(1);
        String out = map.toLarge(e, small, weights, tensors.get(2));
        return new Emitted(out, (gradient, operands) -> {
            if (operands.wants(0)) {
                operands.give(0, map.toSmall(e, gradient, weights, null));
            }
            if (operands.wants(1)) {
                operands.give(1, map.kernelGradient(e, gradient, small));
            }
            if (operands.wants(2)) {
                operands.give(2, e.reduceSum(gradient, false, 0, 2, 3));
            }
        });
    }
}
