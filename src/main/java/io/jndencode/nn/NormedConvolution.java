package io.jndencode.nn;

import io.jndencode.nn.onnx.Emitter;
import java.util.List;
import java.util.stream.Stream;

/**
 * Convolution of a batch-normalised input picture: the picture needs no gradient, only the normalisation's gamma and
 * beta do.
 *
 * <p>Their gradients need no gradient of the picture, which costs as much as the convolution. With n the normalised
 * picture, zeros around it, and G its correlation with the result's gradient (the gradient the kernel K would have
 * behind n alone), {@code dK = gamma·G + beta·S}, {@code dgamma = sum of K·G}, {@code dbeta = sum of K·S}, sums over
 * filters and cells, where S is {@link Correlation#coveredSums}: beta is not added to the zeros.
 *
 * @param norm the normalisation, over the batch
 * @param conv the convolution of its result
 */
record NormedConvolution(BatchNorm norm, Convolution conv) implements Operation {
    private static final int GAMMA = 1;
    private static final int BETA = 2;
    private static final int KERNEL = 5;
    private static final int BIAS = 6;

    /** Returns the convolution in this form if its operand allows it, otherwise unchanged. */
    static Operation orPlain(NodeDefinition operand, Convolution conv) {
        boolean data = operand instanceof NodeDefinition.Result result
                && result.operation() instanceof BatchNorm norm
                && !norm.frozen()
                && !norm.inputs().get(0).differentiable();
        return data ? new NormedConvolution((BatchNorm) ((NodeDefinition.Result) operand).operation(), conv) : conv;
    }

    /** Returns operand, gamma, beta, running mean and variance of the normalisation, then kernel and bias. */
    @Override
    public List<Value> inputs() {
        return Stream.concat(norm.inputs().stream(), Stream.of(conv.kernel(), conv.bias()))
                .toList();
    }

    @Override
    public Emitted emit(EmitContext to, List<String> tensors) {
        List<String> normed = tensors.subList(0, KERNEL);
        if (!to.training()) {
            return convolved(to, norm.emit(to, normed).output(), tensors);
        }
        BatchNorm.Normal of = norm.normalise(to, normed);
        Emitter e = to.emit();
        String out = convolved(to, of.scaled(), tensors).output();
        return new Emitted(out, (gradient, operands) -> {
            String beta = e.reshape(tensors.get(BETA), 1, -1, 1, 1);
            pull(new Parts(e, tensors.get(KERNEL), of, beta), gradient, operands);
        });
    }

    private Emitted convolved(EmitContext to, String picture, List<String> tensors) {
        return conv.emit(to, List.of(picture, tensors.get(KERNEL), tensors.get(BIAS)));
    }

    private record Parts(Emitter e, String kernel, BatchNorm.Normal of, String beta) {}

    private void pull(Parts p, String gradient, Cotangents operands) {
        Emitter e = p.e;
        Correlation map = conv.map();
        String alone = map.kernelGradient(e, p.of.normal(), gradient);
        ConvGeometry g = map.geometry();
        String covered = e.reshape(map.coveredSums(e, gradient), map.filters(), 1, g.rows(), g.columns());
        if (operands.wants(GAMMA)) {
            operands.give(GAMMA, e.reduceSum(e.mul(p.kernel, alone), false, 0, 2, 3));
        }
        if (operands.wants(BETA)) {
            operands.give(BETA, e.reduceSum(e.mul(p.kernel, covered), false, 0, 2, 3));
        }
        if (operands.wants(KERNEL)) {
            operands.give(KERNEL, e.add(e.mul(alone, p.of.gamma()), e.mul(covered, p.beta)));
        }
        if (operands.wants(BIAS)) {
            operands.give(BIAS, e.reduceSum(gradient, false, 0, 2, 3));
        }
    }
}
