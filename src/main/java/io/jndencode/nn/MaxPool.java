package io.jndencode.nn;

import io.jndencode.nn.onnx.Attribute;
import io.jndencode.nn.onnx.ElementType;
import io.jndencode.nn.onnx.Emitter;
import java.util.List;

/** Maximum over adjacent 2x2 windows; an odd last row or column is left out. */
record MaxPool(Value x) implements Operation {
    @Override
    public List<Value> inputs() {
        return List.of(x);
    }

    @Override
    public Emitted emit(EmitContext to, List<String> tensors) {
        Emitter e = to.emit();
        String in = tensors.get(0);
        var size = Attribute.integers("kernel_shape", 2, 2);
        var strides = Attribute.integers("strides", 2, 2);
        if (!to.training() || !x.differentiable()) {
            return new Emitted(e.op("MaxPool", tensors, size, strides), (gradient, operands) -> {
                throw new IllegalStateException("this pooling was written without its indices");
            });
        }
        List<String> results = e.op("MaxPool", tensors, 2, size, strides);
        return new Emitted(
                results.get(0),
                (gradient, operands) -> operands.give(
                        0,
                        e.type() == ElementType.DOUBLE
                                ? scatter(e, in, gradient, results.get(1))
                                : unpool(e, in, gradient, results.get(1))));
    }

    private String unpool(Emitter e, String in, String gradient, String indices) {
        return e.op(
                "MaxUnpool",
                List.of(gradient, indices, e.op("Shape", List.of(in))),
                Attribute.integers("kernel_shape", 2, 2),
                Attribute.integers("strides", 2, 2));
    }

    /** Does the same for doubles, which the runtime's MaxUnpool does not support. */
    private String scatter(Emitter e, String in, String gradient, String indices) {
        String zeros = e.reshape(e.mul(in, e.scalar(0)), -1);
        String flat = e.op("ScatterElements", List.of(zeros, e.reshape(indices, -1), e.reshape(gradient, -1)));
        return e.op("Reshape", List.of(flat, e.op("Shape", List.of(in))));
    }
}
