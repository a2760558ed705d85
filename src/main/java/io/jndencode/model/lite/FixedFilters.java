package io.jndencode.model.lite;

import io.jndencode.nn.ConvGeometry;
import io.jndencode.nn.GraphBuilder;
import io.jndencode.nn.Value;
import io.jndencode.nn.onnx.Shape;
import java.util.Arrays;

/**
 * Filters that are not trained: transforms, differences, statistics of planes.
 *
 * <p>Whole planes are combined by shifts and sums, not by convolutions: the runtime pads the channels of a
 * convolution's result to sixteen, and everything after it then takes sixteen times as long.
 *
 * @param graph receives the nodes
 */
record FixedFilters(GraphBuilder graph) {
    /** Luma of a BGR picture (BT.601 weights): (N, 3, h, w) to (N, 1, h, w). */
    Value luma(Value bgr) {
        return mixed(bgr, 0.114, 0.587, 0.299);
    }

    /** Weighted sum of three channels: luma or chroma with BT.601's weights. */
    Value mixed(Value bgr, double blue, double green, double red) {
        Value two = graph.weightedSum(channel(bgr, 0), blue, channel(bgr, 1), green);
        return graph.weightedSum(two, 1, channel(bgr, 2), red);
    }

    /** One channel of a picture. */
    Value channel(Value x, int channel) {
        return graph.slice(x, 1, channel, channel + 1);
    }

    /**
     * Crops a plane so that it can be compared with another part of itself.
     *
     * @param top rows left out at the top
     * @param left columns left out on the left
     * @param rows rows kept
     * @param columns columns kept
     */
    Value window(Value x, int top, int left, int rows, int columns) {
        return graph.slice(graph.slice(x, 2, top, top + rows), 3, left, left + columns);
    }

    /** Orthonormal 8x8 DCT of adjacent blocks: (N, 1, h, w) to (N, 64, h/8, w/8), channel 8 v + u. */
    Value dct(Value plane) {
        double[] kernels = new double[64 * 64];
        for (int v = 0; v < 8; v++) {
            for (int u = 0; u < 8; u++) {
                for (int y = 0; y < 8; y++) {
                    for (int x = 0; x < 8; x++) {
                        kernels[((8 * v + u) * 8 + y) * 8 + x] = basis(v, y) * basis(u, x);
                    }
                }
            }
        }
        return filters(plane, 8, 8, kernels);
    }

    private static double basis(int frequency, int place) {
        double norm = frequency == 0 ? Math.sqrt(1.0 / 8) : 0.5;
        return norm * Math.cos(Math.PI * (2 * place + 1) * frequency / 16);
    }

    /** Sums of the channels for which a row of the table is 1: (N, C, h, w) to (N, rows, h, w). */
    Value channelSums(Value x, boolean[][] rows) {
        int channels = x.shape().dim(1);
        double[] kernels = new double[rows.length * channels];
        for (int row = 0; row < rows.length; row++) {
            for (int channel = 0; channel < channels; channel++) {
                kernels[row * channels + channel] = rows[row][channel] ? 1 : 0;
            }
        }
        return filters(x, 1, 1, kernels);
    }

    /**
     * Shifts a plane by every whole step up to {@code reach} in both directions, with zeros from outside: one channel
     * per shift.
     */
    Value moved(Value plane, int reach) {
        int side = 2 * reach + 1;
        int count = side * side;
        float[] kernels = new float[count * count];
        for (int i = 0; i < count; i++) {
            kernels[i * count + i] = 1;
        }
        Value kernel = graph.constant(Shape.of(count, 1, side, side), kernels);
        return graph.conv(plane, kernel, zeros(count), new ConvGeometry(side, side, 1, reach, reach, reach, reach));
    }

    /** Applies filters of one size to all channels, without padding; kernels one after another, channels inside. */
    Value filters(Value x, int size, int stride, double... kernels) {
        int channels = x.shape().dim(1);
        int filters = kernels.length / (channels * size * size);
        float[] values = new float[kernels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) kernels[i];
        }
        Value kernel = graph.constant(Shape.of(filters, channels, size, size), values);
        return graph.conv(x, kernel, zeros(filters), new ConvGeometry(size, size, stride, 0, 0, 0, 0));
    }

    /** Mean of all elements of a sample: (N, C, h, w) to (N, 1). */
    Value mean(Value x) {
        Value means = graph.globalAveragePool(x);
        int channels = means.shape().dim(1);
        if (channels == 1) {
            return means;
        }
        float[] share = new float[channels];
        Arrays.fill(share, 1f / channels);
        return graph.dense(means, graph.constant(Shape.of(channels, 1), share), zeros(1));
    }

    /** Standard deviation of each channel's plane: (N, C, h, w) to (N, C). */
    Value deviation(Value x) {
        Value mean = graph.globalAveragePool(x);
        Value variance = graph.sub(graph.globalAveragePool(graph.square(x)), graph.square(mean));
        return graph.sqrt(graph.affine(graph.relu(variance), 1, 1e-6));
    }

    /** The smaller of two values. */
    Value smaller(Value a, Value b) {
        return graph.sub(a, graph.relu(graph.sub(a, b)));
    }

    /** Limits x from above. */
    Value atMost(Value x, double limit) {
        return graph.sub(x, graph.relu(graph.affine(x, 1, -limit)));
    }

    /** ln(floor + x). */
    Value log(Value x, double floor) {
        return graph.log(graph.affine(x, 1, floor));
    }

    private Value zeros(int count) {
        return graph.constant(Shape.of(count), new float[count]);
    }
}
