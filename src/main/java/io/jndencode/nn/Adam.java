package io.jndencode.nn;

import io.jndencode.nn.TrainingSpec.HyperParameter;
import io.jndencode.nn.onnx.Attribute;
import io.jndencode.nn.onnx.ElementType;
import io.jndencode.nn.onnx.Emitter;
import io.jndencode.nn.onnx.Shape;
import io.jndencode.nn.onnx.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015) written into the graph, with Keras's ε: {@code p -= α·m / (sqrt(v) + ε)},
 * {@code α = lr·sqrt(1 - β2^t) / (1 - β1^t)}; optionally with decoupled weight decay (Loshchilov and Hutter 2019).
 *
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon Keras's 1e-7
 * @param decay whether the graph has an input {@code decay}: kernels also shrink by {@code lr·decay} a step
 * @param accumulating whether a step may be done in parts: gradients add up in {@code g.p}, each times {@code share}, and
 *     only a run with {@code apply} 1 (not 0) moves the weights and empties the sum
 */
public record Adam(double beta1, double beta2, double epsilon, boolean decay, boolean accumulating) {
    static final String STEP = "step";
    static final String RATE = "lr";
    static final String DECAY = "decay";
    static final String SHARE = "share";
    static final String APPLY = "apply";

    public Adam {
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon > 0)) {
            throw new IllegalArgumentException("no such Adam: " + beta1 + ", " + beta2 + ", " + epsilon);
        }
    }

    /** Returns Adam with Keras's default constants. */
    public static Adam standard() {
        return new Adam(0.9, 0.999, 1e-7, false, false);
    }

    /** Returns this optimizer with an input for the weight decay. */
    public Adam withDecay() {
        return new Adam(beta1, beta2, epsilon, true, accumulating);
    }

    /** Returns this optimizer with steps that may be done in parts. */
    public Adam inParts() {
        return new Adam(beta1, beta2, epsilon, decay, true);
    }

    /** Returns the scalars fed to a step. */
    List<HyperParameter> hyperParameters() {
        var step = new HyperParameter(STEP, 1, 1, "number of this step, from 1");
        var rate = new HyperParameter(RATE, 1e-5, 0, "learning rate");
        var shrink = new HyperParameter(DECAY, 0, 0, "kernels also shrink by lr*decay a step");
        var share = new HyperParameter(SHARE, 1, 0, "what this run's gradient counts of the step's");
        var apply = new HyperParameter(APPLY, 1, 0, "1 moves the weights, 0 only adds the gradient up");
        List<HyperParameter> scalars = new ArrayList<>(List.of(step, rate));
        if (decay) {
            scalars.add(shrink);
        }
        if (accumulating) {
            scalars.addAll(List.of(share, apply));
        }
        return scalars;
    }

    /** Describes the optimizer for readers of the file. */
    TrainingSpec.Optimizer description() {
        String rule = "m = beta1*m + (1-beta1)*g; v = beta2*v + (1-beta2)*g*g; "
                + "p -= lr*sqrt(1-beta2^step)/(1-beta1^step) * m/(sqrt(v)+epsilon)"
                + (decay ? " + lr*decay*p for kernels" : "");
        return new TrainingSpec.Optimizer("adam", beta1, beta2, epsilon, rule);
    }

    /** Declares the inputs of the hyper-parameters and writes α, common to all parameters. */
    AdamStep begin(Emitter e) {
        e.input(STEP, Shape.of());
        e.input(RATE, Shape.of());
        // In single precision, 1 - β^t is wrong in the fourth digit for the first steps.
        String rate = wide(e, RATE);
        String step = wide(e, STEP);
        String second = e.op("Sqrt", List.of(rest(e, "_beta2", beta2, step)));
        String first = rest(e, "_beta1", beta1, step);
        String alpha = e.cast(e.div(e.mul(rate, second), first));
        if (accumulating) {
            e.input(SHARE, Shape.of());
            e.input(APPLY, Shape.of());
        }
        if (!decay) {
            return new AdamStep(this, e, alpha, "");
        }
        e.input(DECAY, Shape.of());
        return new AdamStep(this, e, alpha, e.mul(RATE, DECAY));
    }

    private static String wide(Emitter e, String x) {
        return e.op("Cast", List.of(x), Attribute.integer("to", ElementType.DOUBLE.code()));
    }

    /** Writes 1 - β^step, computed in double. */
    private static String rest(Emitter e, String name, double beta, String step) {
        String base = e.initializer(Tensors.scalar(name, ElementType.DOUBLE, beta));
        String one = e.initializer(Tensors.scalar(name + "_one", ElementType.DOUBLE, 1));
        return e.sub(one, e.op("Pow", List.of(base, step)));
    }
}
