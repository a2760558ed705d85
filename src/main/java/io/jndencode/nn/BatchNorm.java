package io.jndencode.nn;

import io.jndencode.nn.onnx.Attribute;
import io.jndencode.nn.onnx.Emitter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Batch normalisation over all axes but the channels (axis 1), with ε 1e-3 and momentum 0.99 as Keras's.
 *
 * <p>In training it uses the batch's mean and (population) variance and renews the running ones: {@code new = 0.99·old
 * + 0.01·batch}. In inference, and always when frozen, it uses the running ones. Gradient: Ioffe and Szegedy 2015, with
 * mean and variance both functions of the operand.
 *
 * @param statistics names of the running mean and variance; they are the last two operands
 * @param frozen whether the running statistics are kept and used in training as well
 */
record BatchNorm(List<Value> inputs, List<String> statistics, boolean frozen) implements Operation {
    static final double EPSILON = 1e-3;
    static final double MOMENTUM = 0.99;

    @Override
    public Emitted emit(EmitContext to, List<String> tensors) {
        return to.training() && !frozen ? overBatch(to, tensors) : fixed(to.emit(), tensors);
    }

    private int rank() {
        return inputs.get(0).shape().rank();
    }

    private long[] allButChannels() {
        return IntStream.range(0, rank())
                .filter(axis -> axis != 1)
                .mapToLong(axis -> axis)
                .toArray();
    }

    /** Reshapes a vector over the channels so that it multiplies the operand. */
    private String alongChannels(Emitter e, String vector) {
        long[] dims = LongStream.generate(() -> 1).limit(rank()).toArray();
        dims[1] = -1;
        return e.reshape(vector, dims);
    }

    /**
     * A batch normalised by its own mean and variance.
     *
     * @param inverse 1 / sqrt(variance + ε), along the channels
     * @param normal the operand centred and scaled by that
     * @param gamma along the channels
     * @param scaled gamma·normal + beta
     */
    record Normal(String inverse, String normal, String gamma, String scaled) {}

    /** Writes the normalisation by the batch's own statistics and updates the running ones. */
    Normal normalise(EmitContext to, List<String> tensors) {
        Emitter e = to.emit();
        String x = tensors.get(0);
        long[] axes = allButChannels();
        String mean = e.reduce("ReduceMean", x, true, axes);
        String centred = e.sub(x, mean);
        String variance = e.reduce("ReduceMean", e.mul(centred, centred), true, axes);
        renew(to, 0, tensors.get(3), mean);
        renew(to, 1, tensors.get(4), variance);
        String inverse = inverse(e, variance);
        String normal = e.mul(centred, inverse);
        String gamma = alongChannels(e, tensors.get(1));
        String scaled = e.add(e.mul(normal, gamma), alongChannels(e, tensors.get(2)));
        return new Normal(inverse, normal, gamma, scaled);
    }

    private Emitted overBatch(EmitContext to, List<String> tensors) {
        Emitter e = to.emit();
        long[] axes = allButChannels();
        Normal of = normalise(to, tensors);
        return new Emitted(of.scaled(), (gradient, operands) -> {
            String weighted = e.mul(gradient, of.normal());
            if (operands.wants(0)) {
                String level = e.reduce("ReduceMean", gradient, true, axes);
                String slope = e.mul(of.normal(), e.reduce("ReduceMean", weighted, true, axes));
                String free = e.sub(e.sub(gradient, level), slope);
                operands.give(0, e.mul(free, e.mul(of.gamma(), of.inverse())));
            }
            giveAffine(e, gradient, weighted, operands);
        });
    }

    private Emitted fixed(Emitter e, List<String> tensors) {
        String x = tensors.get(0);
        String out = e.op("BatchNormalization", tensors, Attribute.number("epsilon", EPSILON));
        return new Emitted(out, (gradient, operands) -> {
            String inverse = alongChannels(e, inverse(e, tensors.get(4)));
            if (operands.wants(0)) {
                operands.give(0, e.mul(gradient, e.mul(alongChannels(e, tensors.get(1)), inverse)));
            }
            if (operands.wants(1) || operands.wants(2)) {
                String normal = e.mul(e.sub(x, alongChannels(e, tensors.get(3))), inverse);
                giveAffine(e, gradient, e.mul(gradient, normal), operands);
            }
        });
    }

    private void giveAffine(Emitter e, String gradient, String weighted, Operation.Cotangents operands) {
        if (operands.wants(1)) {
            operands.give(1, e.reduceSum(weighted, false, allButChannels()));
        }
        if (operands.wants(2)) {
            operands.give(2, e.reduceSum(gradient, false, allButChannels()));
        }
    }

    /** Writes 1 / sqrt(variance + ε), with the ε rounded as in the BatchNormalization operator. */
    private String inverse(Emitter e, String variance) {
        return e.op("Reciprocal", List.of(e.op("Sqrt", List.of(e.add(variance, e.scalar((float) EPSILON))))));
    }

    private void renew(EmitContext to, int statistic, String old, String batch) {
        Emitter e = to.emit();
        String flat = e.reshape(batch, -1);
        String renewed = e.add(e.mul(old, e.scalar(MOMENTUM)), e.mul(flat, e.scalar(1 - MOMENTUM)));
        to.statistics().put(statistics.get(statistic), renewed);
    }
}
