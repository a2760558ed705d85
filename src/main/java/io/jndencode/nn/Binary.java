package io.jndencode.nn;

import io.jndencode.nn.onnx.Emitter;
import io.jndencode.nn.onnx.Shape;
import java.util.ArrayList;
import java.util.List;

/** Elementwise arithmetic of two operands; axes of size 1 and missing leading axes are repeated, as in NumPy. */
record Binary(Kind kind, Value a, Value b, Shape shape) implements Operation {
    /** The ONNX operators, by name. */
    enum Kind {
        ADD("Add"),
        SUB("Sub"),
        MUL("Mul"),
        DIV("Div");

        private final String onnx;

        Kind(String onnx) {
            this.onnx = onnx;
        }
    }

    static Binary of(Kind kind, Value a, Value b) {
        return new Binary(kind, a, b, broadcast(a.shape(), b.shape()));
    }

    @Override
    public List<Value> inputs() {
        return List.of(a, b);
    }

    @Override
    public Emitted emit(EmitContext to, List<String> tensors) {
        Emitter e = to.emit();
        String left = tensors.get(0);
        String right = tensors.get(1);
        String out = e.op(kind.onnx, tensors);
        return new Emitted(out, (gradient, operands) -> {
            if (operands.wants(0)) {
                String full = switch (kind) {
                    case ADD, SUB -> gradient;
                    case MUL -> e.mul(gradient, right);
                    case DIV -> e.div(gradient, right);
                };
                operands.give(0, reduced(e, full, a.shape(), left));
            }
            if (operands.wants(1)) {
                String full = switch (kind) {
                    case ADD -> gradient;
                    case SUB -> e.op("Neg", List.of(gradient));
                    case MUL -> e.mul(gradient, left);
                    case DIV -> e.op("Neg", List.of(e.div(e.mul(gradient, out), right)));
                };
                operands.give(1, reduced(e, full, b.shape(), right));
            }
        });
    }

    /** Sums a gradient of the result's shape over the axes along which the operand was repeated. */
    private String reduced(Emitter e, String gradient, Shape operand, String tensor) {
        int missing = shape.rank() - operand.rank();
        List<Long> axes = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            boolean repeated = axis < missing
                    || (operand.dims().get(axis - missing) == 1L && shape.dims().get(axis) != 1L);
            if (repeated) {
                axes.add((long) axis);
            }
        }
        if (axes.isEmpty()) {
            return gradient;
        }
        String summed = e.reduceSum(
                gradient, true, axes.stream().mapToLong(Long::longValue).toArray());
        return missing == 0 ? summed : e.op("Reshape", List.of(summed, e.op("Shape", List.of(tensor))));
    }

    private static Shape broadcast(Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        long[] dims = new long[rank];
        for (int i = 0; i < rank; i++) {
            long left = i < rank - a.rank() ? 1 : a.dims().get(i - rank + a.rank());
            long right = i < rank - b.rank() ? 1 : b.dims().get(i - rank + b.rank());
            if (left != right && left != 1 && right != 1) {
                throw new IllegalArgumentException("shapes " + a + " and " + b + " do not go together");
            }
            dims[i] = left == 1 ? right : left;
        }
        return Shape.of(dims);
    }
}
