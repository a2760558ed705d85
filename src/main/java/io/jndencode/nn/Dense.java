package io.jndencode.nn;

import io.jndencode.nn.onnx.Attribute;
import io.jndencode.nn.onnx.Emitter;
import java.util.List;

/** x·w + b: x (N, K), w (K, M), b (M). */
record Dense(Value x, Value weights, Value bias) implements Operation {
    @Override
    public List<Value> inputs() {
        return List.of(x, weights, bias);
    }

    @Override
    public Emitted emit(EmitContext to, List<String> tensors) {
        Emitter e = to.emit();
        String in = tensors.get(0);
        String w = tensors.get(1);
        return new Emitted(e.op("Gemm", tensors), (gradient, operands) -> {
            if (operands.wants(0)) {
                operands.give(0, e.op("Gemm", List.of(gradient, w), Attribute.integer("transB", 1)));
            }
            if (operands.wants(1)) {
                operands.give(1, e.op("Gemm", List.of(in, gradient), Attribute.integer("transA", 1)));
            }
            if (operands.wants(2)) {
                operands.give(2, e.reduceSum(gradient, false, 0));
            }
        });
    }
}
