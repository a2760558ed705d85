package io.jndencode.nn;

import io.jndencode.nn.onnx.Attribute;
import io.jndencode.nn.onnx.ElementType;
import io.jndencode.nn.onnx.Emitter;
import java.util.List;

/** Mean over adjacent windows of size x size pixels. */
record AveragePool(Value x, int size) implements Operation {
    @Override
    public List<Value> inputs() {
        return List.of(x);
    }

    @Override
    public Emitted emit(EmitContext to, List<String> tensors) {
        Emitter e = to.emit();
        long channels = x.shape().dim(1);
        long rows = x.shape().dim(2) / size;
        long columns = x.shape().dim(3) / size;
        // The runtime has no AveragePool for doubles.
        String out = e.type() == ElementType.DOUBLE
                ? e.reduce(
                        "ReduceMean", e.reshape(tensors.get(0), -1, channels, rows, size, columns, size), false, 3, 5)
                : e.op(
                        "AveragePool",
                        tensors,
                        Attribute.integers("kernel_shape", size, size),
                        Attribute.integers("strides", size, size));
        return new Emitted(out, (gradient, operands) -> {
            String share = e.div(gradient, e.scalar((double) size * size));
            String windows = e.reshape(share, -1, channels, rows, 1, columns, 1);
            String repeated = e.op("Expand", List.of(windows, e.integers(1, 1, 1, size, 1, size)));
            operands.give(0, e.reshape(repeated, -1, channels, rows * size, columns * size));
        });
    }
}
