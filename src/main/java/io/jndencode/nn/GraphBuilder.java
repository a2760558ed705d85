package io.jndencode.nn;

import io.jndencode.nn.Binary.Kind;
import io.jndencode.nn.onnx.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Builds a network from operations whose gradients are known.
 *
 * <p>Pictures are (N, channels, rows, columns). Every method adds to the graph and returns the new value; wrong shapes
 * are refused with an {@link IllegalArgumentException} at once. {@link Layers} declares the weights as well. Not safe
 * for several threads.
 */
public final class GraphBuilder {
    private final List<NodeDefinition> definitions = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** Declares an input that the graph's user feeds: pictures, labels, masks, sample weights. */
    public Value input(String name, Shape shape) {
        claim(name);
        return define(new NodeDefinition.Input(name, shape), shape, false);
    }

    /** Declares a weight or statistic. */
    public Value parameter(Parameter parameter) {
        claim(parameter.name());
        return define(
                new NodeDefinition.Weight(parameter), parameter.shape(), parameter.role() == Parameter.Role.TRAINABLE);
    }

    /** Adds constant numbers, rows outermost. */
    public Value constant(Shape shape, float... values) {
        if (values.length != shape.elements()) {
            throw new IllegalArgumentException(values.length + " numbers do not fill " + shape);
        }
        return define(new NodeDefinition.Fixed(shape, values), shape, false);
    }

    /** Convolution; kernel (filters, channels, k, k), bias (filters). */
    public Value conv(Value x, Value kernel, Value bias, ConvGeometry geometry) {
        int filters = kernel.shape().dim(0);
        require(kernel.shape().dim(1) == x.shape().dim(1), "convolution of", x, "with", kernel);
        Correlation map = new Correlation(
                geometry, x.shape().dim(1), filters, x.shape().dim(2), x.shape().dim(3));
        Shape shape = Shape.of(x.shape().dims().get(0), filters, map.smallRows(), map.smallColumns());
        Convolution plain = new Convolution(map, x, kernel, bias);
        return result(NormedConvolution.orPlain(definitions.get(x.id()), plain), shape);
    }

    /**
     * Transposed convolution with padding "same": multiplies rows and columns by exactly the stride.
     *
     * @param kernel (channels of x, filters, k, k), as for ONNX's ConvTranspose
     */
    public Value upConv(Value x, Value kernel, Value bias, int stride) {
        require(kernel.shape().dim(0) == x.shape().dim(1), "transposed convolution of", x, "with", kernel);
        int rows = x.shape().dim(2) * stride;
        int columns = x.shape().dim(3) * stride;
        ConvGeometry geometry = ConvGeometry.same(kernel.shape().dim(2), stride, rows, columns);
        int filters = kernel.shape().dim(1);
        Correlation map = new Correlation(geometry, filters, x.shape().dim(1), rows, columns);
        Shape shape = Shape.of(x.shape().dims().get(0), filters, rows, columns);
        return result(new TransposedConvolution(map, x, kernel, bias), shape);
    }

    /** x·weights + bias: x (N, inputs), weights (inputs, units), bias (units). */
    public Value dense(Value x, Value weights, Value bias) {
        require(
                x.shape().rank() == 2 && weights.shape().dim(0) == x.shape().dim(1),
                "dense layer of",
                x,
                "with",
                weights);
        return result(
                new Dense(x, weights, bias), x.shape().with(1, weights.shape().dim(1)));
    }

    /** Batch normalisation over the channels (axis 1); see {@link BatchNormParameters}. */
    public Value batchNorm(Value x, BatchNormParameters parameters) {
        List<String> statistics = List.of(name(parameters.mean()), name(parameters.variance()));
        List<Value> operands =
                List.of(x, parameters.gamma(), parameters.beta(), parameters.mean(), parameters.variance());
        return result(new BatchNorm(operands, statistics, parameters.frozen()), x.shape());
    }

    /**
     * The vectors of a batch normalisation, all (channels).
     *
     * @param frozen whether the running statistics are kept and used in training as well
     */
    public record BatchNormParameters(Value gamma, Value beta, Value mean, Value variance, boolean frozen) {}

    public Value relu(Value x) {
        return unary(x, new Unary.LeakyRelu(0));
    }

    public Value leakyRelu(Value x, double slope) {
        return unary(x, new Unary.LeakyRelu(slope));
    }

    public Value sigmoid(Value x) {
        return unary(x, new Unary.Sigmoid());
    }

    public Value softplus(Value x) {
        return unary(x, new Unary.Softplus());
    }

    public Value exp(Value x) {
        return unary(x, new Unary.Exponential());
    }

    /** ln x; x must be above 0. */
    public Value log(Value x) {
        return unary(x, new Unary.Logarithm());
    }

    /** Square root of x; x must be above 0. */
    public Value sqrt(Value x) {
        return unary(x, new Unary.SquareRoot());
    }

    public Value abs(Value x) {
        return unary(x, new Unary.Absolute());
    }

    public Value square(Value x) {
        return unary(x, new Unary.Square());
    }

    /** factor·x + offset. */
    public Value affine(Value x, double factor, double offset) {
        return unary(x, new Unary.Affine(factor, offset));
    }

    public Value add(Value a, Value b) {
        return binary(Kind.ADD, a, b);
    }

    public Value sub(Value a, Value b) {
        return binary(Kind.SUB, a, b);
    }

    /** Elementwise product; axes of size 1 are repeated. */
    public Value mul(Value a, Value b) {
        return binary(Kind.MUL, a, b);
    }

    public Value div(Value a, Value b) {
        return binary(Kind.DIV, a, b);
    }

    /** Multiplies each channel's plane by its own factor: x (N, C, rows, columns), factors (N, C). */
    public Value scaleChannels(Value x, Value factors) {
        Shape shape = factors.shape();
        return mul(x, reshape(factors, Shape.of(shape.dims().get(0), shape.dim(1), 1, 1)));
    }

    /** Maximum of 2x2 windows. */
    public Value maxPool(Value x) {
        Shape shape = x.shape();
        return result(new MaxPool(x), shape.with(2, shape.dim(2) / 2).with(3, shape.dim(3) / 2));
    }

    /** Mean of adjacent windows of size x size pixels; rows and columns must be multiples of the size. */
    public Value averagePool(Value x, int size) {
        Shape shape = x.shape();
        if (size < 1 || shape.dim(2) % size != 0 || shape.dim(3) % size != 0) {
            throw new IllegalArgumentException(x + " is not made of " + size + "x" + size + " windows");
        }
        return result(
                new AveragePool(x, size), shape.with(2, shape.dim(2) / size).with(3, shape.dim(3) / size));
    }

    /** Maximum over a pixel's channels: (N, C, rows, columns) to (N, 1, rows, columns). */
    public Value channelMax(Value x) {
        return result(new ChannelMax(x), x.shape().with(1, 1));
    }

    public Value globalAveragePool(Value x) {
        return result(new GlobalPool(x, false), channelsOf(x));
    }

    public Value globalMaxPool(Value x) {
        return result(new GlobalPool(x, true), channelsOf(x));
    }

    private static Shape channelsOf(Value x) {
        return Shape.of(x.shape().dims().get(0), x.shape().dim(1));
    }

    /** Reshapes (N, ...) to (N, all elements of a sample), channels outermost. */
    public Value flatten(Value x) {
        return reshape(x, Shape.of(x.shape().dims().get(0), x.shape().product(1)));
    }

    public Value reshape(Value x, Shape shape) {
        boolean same = x.shape().open() == shape.open()
                && x.shape().product(x.shape().open() ? 1 : 0) == shape.product(shape.open() ? 1 : 0);
        if (!same) {
            throw new IllegalArgumentException(x + " cannot become " + shape);
        }
        return result(new Reshape(x, shape), shape);
    }

    /** Concatenates values along an axis other than the batch. */
    public Value concat(int axis, Value... parts) {
        long size = 0;
        for (Value part : parts) {
            require(part.shape().with(axis, 1).equals(parts[0].shape().with(axis, 1)), "joining", part, "to", parts[0]);
            size += part.shape().dim(axis);
        }
        return result(new Concat(List.of(parts), axis), parts[0].shape().with(axis, size));
    }

    /** Takes the elements from start up to but excluding end of an axis other than the batch. */
    public Value slice(Value x, int axis, long start, long end) {
        if (start < 0 || end <= start || end > x.shape().dim(axis)) {
            throw new IllegalArgumentException(x + " has no elements " + start + ".." + end + " in axis " + axis);
        }
        return result(new Slice(x, axis, start, end), x.shape().with(axis, end - start));
    }

    /** Mean of all elements. */
    public Value mean(Value x) {
        return result(new Mean(x), Shape.of());
    }

    /** Mean squared error over all elements. */
    public Value meanSquaredError(Value prediction, Value target) {
        return mean(square(sub(prediction, target)));
    }

    /** Mean absolute error over all elements. */
    public Value meanAbsoluteError(Value prediction, Value target) {
        return mean(abs(sub(prediction, target)));
    }

    /** Mean of weight·|error| over all elements; weights (N, outputs), (N, 1) or (outputs), usually of mean 1. */
    public Value meanAbsoluteError(Value prediction, Value target, Value weights) {
        return mean(mul(abs(sub(prediction, target)), weights));
    }

    /** a·x + b·y, for sums of losses. */
    public Value weightedSum(Value x, double a, Value y, double b) {
        return add(affine(x, a, 0), affine(y, b, 0));
    }

    /** Returns the network as it is now. */
    public Graph build() {
        return new Graph(this, definitions);
    }

    private Value unary(Value x, Unary.Function function) {
        return result(new Unary(x, function), x.shape());
    }

    private Value binary(Kind kind, Value a, Value b) {
        Binary operation = Binary.of(kind, a, b);
        return result(operation, operation.shape());
    }

    private Value result(Operation operation, Shape shape) {
        for (Value operand : operation.inputs()) {
            if (operand.owner() != this) {
                throw new IllegalArgumentException(operand + " belongs to another graph");
            }
        }
        boolean differentiable = operation.inputs().stream().anyMatch(Value::differentiable);
        return define(new NodeDefinition.Result(operation), shape, differentiable);
    }

    private Value define(NodeDefinition definition, Shape shape, boolean differentiable) {
        definitions.add(definition);
        return new Value(this, definitions.size() - 1, shape, differentiable);
    }

    private String name(Value statistic) {
        if (definitions.get(statistic.id()) instanceof NodeDefinition.Weight weight) {
            return weight.parameter().name();
        }
        throw new IllegalArgumentException(statistic + " is not a parameter");
    }

    private void claim(String name) {
        if (name.isEmpty() || name.startsWith("_") || !names.add(name)) {
            throw new IllegalArgumentException("the name '" + name + "' is taken, empty or starts with _");
        }
    }

    private static void require(boolean fits, String what, Value a, String with, Value b) {
        if (!fits) {
            throw new IllegalArgumentException(what + " " + a + " " + with + " " + b + " does not fit");
        }
    }
}
