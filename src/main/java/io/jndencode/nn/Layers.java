package io.jndencode.nn;

import io.jndencode.nn.Parameter.Role;
import io.jndencode.nn.onnx.Shape;
import java.util.function.UnaryOperator;

/**
 * Keras-like layers: declare their weights (Glorot-uniform kernels, zero biases) under the layer's name and apply them.
 *
 * <p>Weights are named {@code NAME.kernel}, {@code NAME.bias}, {@code NAME.gamma}, {@code NAME.beta}, {@code
 * NAME.mean}, {@code NAME.variance}.
 *
 * @param graph receives the layers
 * @param trainable false for parts whose weights do not change
 */
public record Layers(GraphBuilder graph, boolean trainable) {
    /** Convolution with padding "same". */
    public Value conv(String name, Value x, int filters, int kernel, int stride) {
        return convWeights(name, x.shape().dim(1), filters, kernel, stride).apply(x);
    }

    /** Declares a convolution with padding "same" that may be applied several times, sharing its weights. */
    public UnaryOperator<Value> convWeights(String name, long channels, int filters, int kernel, int stride) {
        long cells = (long) kernel * kernel;
        Value weights = weight(
                name + ".kernel",
                Shape.of(filters, channels, kernel, kernel),
                new Initial.GlorotUniform(channels * cells, filters * cells));
        Value bias = bias(name, filters, 0);
        return x -> graph.conv(
                x,
                weights,
                bias,
                ConvGeometry.same(kernel, stride, x.shape().dim(2), x.shape().dim(3)));
    }

    /** Transposed convolution that multiplies rows and columns by exactly the stride. */
    public Value upConv(String name, Value x, int filters, int kernel, int stride) {
        long channels = x.shape().dim(1);
        long cells = (long) kernel * kernel;
        Value weights = weight(
                name + ".kernel",
                Shape.of(channels, filters, kernel, kernel),
                new Initial.GlorotUniform(channels * cells, filters * cells));
        return graph.upConv(x, weights, bias(name, filters, 0), stride);
    }

    /** Dense layer on (N, inputs). */
    public Value dense(String name, Value x, int units) {
        return dense(name, x, units, 0);
    }

    /**
     * Dense layer whose biases start at a given level.
     *
     * <p>A ReLU after the last layer may start dead, so its bias should start near the mean of the labels.
     */
    public Value dense(String name, Value x, int units, double initialBias) {
        return denseWeights(name, x.shape().dim(1), units, initialBias).apply(x);
    }

    /** Declares a dense layer that may be applied several times, sharing its weights. */
    public UnaryOperator<Value> denseWeights(String name, long inputs, int units, double initialBias) {
        Value weights = weight(name + ".kernel", Shape.of(inputs, units), new Initial.GlorotUniform(inputs, units));
        Value bias = bias(name, units, initialBias);
        return x -> graph.dense(x, weights, bias);
    }

    /** Batch normalisation; a frozen one uses its running statistics in training as well. */
    public Value batchNorm(String name, Value x) {
        Shape channels = Shape.of(x.shape().dim(1));
        Role statistic = trainable ? Role.STATISTIC : Role.FROZEN;
        return graph.batchNorm(
                x,
                new GraphBuilder.BatchNormParameters(
                        weight(name + ".gamma", channels, Initial.ONES),
                        weight(name + ".beta", channels, Initial.ZEROS),
                        graph.parameter(new Parameter(name + ".mean", channels, statistic, Initial.ZEROS)),
                        graph.parameter(new Parameter(name + ".variance", channels, statistic, Initial.ONES)),
                        !trainable));
    }

    private Value bias(String name, int size, double initial) {
        return weight(name + ".bias", Shape.of(size), new Initial.Constant(initial));
    }

    private Value weight(String name, Shape shape, Initial initial) {
        return graph.parameter(new Parameter(name, shape, trainable ? Role.TRAINABLE : Role.FROZEN, initial));
    }
}
