package io.jndencode.nn;

import io.jndencode.nn.onnx.Attribute;
import io.jndencode.nn.onnx.ElementType;
import io.jndencode.nn.onnx.Emitter;
import java.util.List;

/** An elementwise function of one operand. */
record Unary(Value x, Function function) implements Operation {
    /** The function and its derivative; the derivative sees operand, result and incoming gradient. */
    sealed interface Function {
        String forward(Emitter e, String x);

        String backward(Emitter e, String x, String y, String gradient);
    }

    @Override
    public List<Value> inputs() {
        return List.of(x);
    }

    @Override
    public Emitted emit(EmitContext to, List<String> tensors) {
        Emitter e = to.emit();
        String in = tensors.get(0);
        String out = function.forward(e, in);
        return new Emitted(out, (gradient, operands) -> operands.give(0, function.backward(e, in, out, gradient)));
    }

    /** max(x, slope·x), 0 &lt;= slope &lt; 1; its sign is the operand's, so only the result is kept. */
    record LeakyRelu(double slope) implements Function {
        LeakyRelu {
            if (!(slope >= 0 && slope < 1)) {
                throw new IllegalArgumentException("slope " + slope + " is not in 0..1");
            }
        }

        @Override
        public String forward(Emitter e, String x) {
            if (slope == 0) {
                return e.op("Relu", List.of(x));
            }
            // The runtime has no LeakyRelu for doubles.
            return e.type() == ElementType.DOUBLE
                    ? e.op("Max", List.of(x, e.mul(x, e.scalar((float) slope))))
                    : e.op("LeakyRelu", List.of(x), Attribute.number("alpha", slope));
        }

        @Override
        public String backward(Emitter e, String x, String y, String gradient) {
            String positive = e.op("Greater", List.of(y, e.scalar(0)));
            String other = slope == 0 ? e.scalar(0) : e.mul(gradient, e.scalar((float) slope));
            return e.op("Where", List.of(positive, gradient, other));
        }
    }

    /** 1 / (1 + e^-x). */
    record Sigmoid() implements Function {
        @Override
        public String forward(Emitter e, String x) {
            return e.op("Sigmoid", List.of(x));
        }

        @Override
        public String backward(Emitter e, String x, String y, String gradient) {
            return e.mul(gradient, e.mul(y, e.sub(e.scalar(1), y)));
        }
    }

    /** log(1 + e^x), written so that nothing overflows. */
    record Softplus() implements Function {
        @Override
        public String forward(Emitter e, String x) {
            String decay = e.op("Exp", List.of(e.op("Neg", List.of(e.op("Abs", List.of(x))))));
            return e.add(e.op("Relu", List.of(x)), e.op("Log", List.of(e.add(decay, e.scalar(1)))));
        }

        @Override
        public String backward(Emitter e, String x, String y, String gradient) {
            return e.mul(gradient, e.op("Sigmoid", List.of(x)));
        }
    }

    /** |x|, with derivative 0 at 0. */
    record Absolute() implements Function {
        @Override
        public String forward(Emitter e, String x) {
            return e.op("Abs", List.of(x));
        }

        @Override
        public String backward(Emitter e, String x, String y, String gradient) {
            return e.mul(gradient, e.op("Sign", List.of(x)));
        }
    }

    /** x². */
    record Square() implements Function {
        @Override
        public String forward(Emitter e, String x) {
            return e.mul(x, x);
        }

        @Override
        public String backward(Emitter e, String x, String y, String gradient) {
            return e.mul(gradient, e.mul(x, e.scalar(2)));
        }
    }

    /** ln x, for x above 0. */
    record Logarithm() implements Function {
        @Override
        public String forward(Emitter e, String x) {
            return e.op("Log", List.of(x));
        }

        @Override
        public String backward(Emitter e, String x, String y, String gradient) {
            return e.div(gradient, x);
        }
    }

    /** The root of x, for x above 0. */
    record SquareRoot() implements Function {
        @Override
        public String forward(Emitter e, String x) {
            return e.op("Sqrt", List.of(x));
        }

        @Override
        public String backward(Emitter e, String x, String y, String gradient) {
            return e.div(gradient, e.mul(y, e.scalar(2)));
        }
    }

    /** e^x. */
    record Exponential() implements Function {
        @Override
        public String forward(Emitter e, String x) {
            return e.op("Exp", List.of(x));
        }

        @Override
        public String backward(Emitter e, String x, String y, String gradient) {
            return e.mul(gradient, y);
        }
    }

    /** factor·x + offset. */
    record Affine(double factor, double offset) implements Function {
        @Override
        public String forward(Emitter e, String x) {
            String scaled = factor == 1 ? x : e.mul(x, e.scalar(factor));
            return offset == 0 ? scaled : e.add(scaled, e.scalar(offset));
        }

        @Override
        public String backward(Emitter e, String x, String y, String gradient) {
            return factor == 1 ? gradient : e.mul(gradient, e.scalar(factor));
        }
    }
}
