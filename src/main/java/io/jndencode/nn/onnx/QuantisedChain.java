package io.jndencode.nn.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** An encoder in eight bits: its kernels and biases rescaled, then written with the nodes that round. */
final class QuantisedChain {
    /**
     * Greatest size of a weight in steps: without instructions for products of bytes, processors add two of them in sixteen bits, which hold
     * 2·255·64. So results are the same everywhere.
     */
    private static final int MOST = 64;

    private static final int STEPS = 255;

    /** Parts of the widest: nothing is divided by less, for a channel that never stirred. */
    private static final float LEAST = 1e-6f;

    private final ConvolutionChain chain;
    private final float[][] kernels;
    private final float[][] biases;
    private final float[][] divisors;
    private final EightBits.Ranges ranges;

    QuantisedChain(ConvolutionChain chain, Map<String, float[]> weights, EightBits.Ranges ranges) {
        this.chain = chain;
        this.ranges = ranges;
        int layers = chain.layers().size();
        kernels = new float[layers][];
        biases = new float[layers][];
        divisors = new float[layers][];
        for (int i = 0; i < layers; i++) {
            kernels[i] = weights.getOrDefault(chain.layers().get(i).kernel(), new float[0])
                    .clone();
            biases[i] = weights.getOrDefault(chain.layers().get(i).bias(), new float[0])
                    .clone();
        }
        for (int i = 0; i < layers - 1; i++) {
            balance(i);
        }
        spread(layers - 1);
    }

    private float[] low(int layer) {
        return ranges.low(chain.layers().get(layer).before());
    }

    private float[] high(int layer) {
        return ranges.high(chain.layers().get(layer).before());
    }

    /** Divides a layer's channels, and multiplies the kernel that reads them. */
    private void balance(int layer) {
        int channels = biases[layer].length;
        float[] widths = new float[channels];
        float[] sizes = new float[channels];
        float[] next = kernels[layer + 1];
        int cells = next.length / biases[layer + 1].length / channels;
        for (int c = 0; c < channels; c++) {
            widths[c] = Math.max(Math.abs(low(layer)[c]), Math.abs(high(layer)[c]));
        }
        for (int k = 0; k < next.length; k++) {
            int c = k / cells % channels;
            sizes[c] = Math.max(sizes[c], Math.abs(next[k]));
        }
        floor(widths);
        floor(sizes);
        divisors[layer] = new float[channels];
        for (int c = 0; c < channels; c++) {
            divisors[layer][c] = (float) Math.sqrt(widths[c] / sizes[c]);
        }
        divide(layer, divisors[layer]);
        for (int k = 0; k < next.length; k++) {
            next[k] *= divisors[layer][k / cells % channels];
        }
    }

    private static void floor(float[] values) {
        float most = 0;
        for (float value : values) {
            most = Math.max(most, value);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = most == 0 ? 1 : Math.max(values[i], LEAST * most);
        }
    }

    private void divide(int layer, float[] by) {
        int each = kernels[layer].length / by.length;
        for (int k = 0; k < kernels[layer].length; k++) {
            kernels[layer][k] /= by[k / each];
        }
        for (int c = 0; c < by.length; c++) {
            biases[layer][c] /= by[c];
        }
    }

    /** Brings every channel of the last layer to 0..1. */
    private void spread(int layer) {
        float[] widths = new float[biases[layer].length];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = high(layer)[c] - low(layer)[c];
        }
        floor(widths);
        divisors[layer] = widths;
        for (int c = 0; c < widths.length; c++) {
            biases[layer][c] -= low(layer)[c];
        }
        divide(layer, widths);
    }

    /** How a tensor is rounded. */
    private record Rounding(float scale, int zero) {
        static Rounding of(float low, float high) {
            float least = Math.min(low, 0);
            float scale = Math.max((Math.max(high, 0) - least) / STEPS, Float.MIN_NORMAL);
            return new Rounding(scale, Math.round(-least / scale));
        }
    }

    /** Returns how a layer's convolution is rounded; after the LeakyReLU the low end is {@code slope} times as far. */
    private Rounding rounding(int layer, float slope) {
        if (layer == kernels.length - 1) {
            return new Rounding(1f / STEPS, 0);
        }
        float least = 0;
        float most = 0;
        for (int c = 0; c < divisors[layer].length; c++) {
            least = Math.min(least, low(layer)[c] / divisors[layer][c]);
            most = Math.max(most, high(layer)[c] / divisors[layer][c]);
        }
        return Rounding.of(slope * least, most);
    }

    /** Adds nodes and constants; the last layer's result has the name it had. */
    void write(GraphProto.Builder graph) {
        Rounding rounding = new Rounding(1, 0);
        String x = chain.input();
        for (int i = 0; i < kernels.length; i++) {
            ConvolutionChain.Layer layer = chain.layers().get(i);
            Nodes nodes = new Nodes(graph, layer.kernel());
            String from = nodes.rounded(x, rounding, "in");
            String conv = nodes.convolution(from, layer.conv(), quantised(i, rounding.scale()));
            Rounding of = rounding(i, 1);
            NodeProto leaky = layer.leaky();
            if (leaky == null) {
                nodes.spreadBack(nodes.rounded(conv, of, "out"), divisors[i], low(i), layer.before());
            } else {
                x = leaky.getOutput(0);
                float slope = leaky.getAttribute(0).getF();
                graph.addNode(leaky.toBuilder().setInput(0, nodes.rounded(conv, of, "out")));
                rounding = rounding(i, slope);
            }
        }
    }

    /**
     * A layer's weights as whole numbers.
     *
     * @param scales of the filters
     * @param biasScales what one step of a filter's bias is
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on; equals is not used
    private record Quantised(ByteBuffer kernel, float[] scales, ByteBuffer bias, float[] biasScales) {}

    private Quantised quantised(int layer, float inputScale) {
        float[] kernel = kernels[layer];
        int filters = biases[layer].length;
        int each = kernel.length / filters;
        float[] scales = new float[filters];
        Arrays.fill(scales, Float.MIN_NORMAL);
        for (int k = 0; k < kernel.length; k++) {
            scales[k / each] = Math.max(scales[k / each], Math.abs(kernel[k]) / MOST);
        }
        ByteBuffer levels = Tensors.little(kernel.length);
        for (int k = 0; k < kernel.length; k++) {
            levels.put((byte) Math.round(kernel[k] / scales[k / each]));
        }
        ByteBuffer bias = Tensors.little(4L * filters);
        float[] biasScales = new float[filters];
        for (int f = 0; f < filters; f++) {
            biasScales[f] = inputScale * scales[f];
            bias.putInt(Math.round(biases[layer][f] / biasScales[f]));
        }
        return new Quantised(levels, scales, bias, biasScales);
    }

    /** Writes the nodes of one layer, named after its kernel. */
    private record Nodes(GraphProto.Builder graph, String name) {
        private String constant(String part, DataType type, Shape shape, ByteBuffer bytes) {
            String full = name + "." + part;
            graph.addInitializer(Tensors.bytes(full, type, shape, bytes));
            return full;
        }

        private String reals(String part, Shape shape, float... values) {
            String full = name + "." + part;
            graph.addInitializer(Tensors.reals(full, ElementType.FLOAT, shape, values));
            return full;
        }

        private String node(String operator, String output, List<String> inputs) {
            graph.addNode(NodeProto.newBuilder()
                    .setName("_" + output)
                    .setOpType(operator)
                    .addAllInput(inputs)
                    .addOutput(output));
            return output;
        }

        /** Rounds a tensor and takes it as a number again. */
        String rounded(String x, Rounding as, String place) {
            String scale = reals(place + ".scale", Shape.of(), as.scale());
            String zero = constant(
                    place + ".zero",
                    DataType.UINT8,
                    Shape.of(),
                    Tensors.little(1).put((byte) as.zero()));
            String levels = node("QuantizeLinear", "_" + name + "." + place + ".q", List.of(x, scale, zero));
            return node("DequantizeLinear", "_" + name + "." + place, List.of(levels, scale, zero));
        }

        String convolution(String from, NodeProto conv, Quantised weights) {
            long filters = weights.scales().length;
            String kernel = unpacked("levels", weights.kernel(), weights.scales(), kernelShape(conv, weights));
            String bias = unpacked("bias", weights.bias(), weights.biasScales(), Shape.of(filters));
            String output = "_" + name + ".conv";
            graph.addNode(conv.toBuilder()
                    .clearInput()
                    .addAllInput(List.of(from, kernel, bias))
                    .clearOutput()
                    .addOutput(output));
            return output;
        }

        private static Shape kernelShape(NodeProto conv, Quantised weights) {
            List<Long> sides = conv.getAttributeList().stream()
                    .filter(attribute -> attribute.getName().equals("kernel_shape"))
                    .findFirst()
                    .orElseThrow()
                    .getIntsList();
            long filters = weights.scales().length;
            long cells = sides.get(0) * sides.get(1);
            return Shape.of(filters, weights.kernel().capacity() / filters / cells, sides.get(0), sides.get(1));
        }

        private String unpacked(String part, ByteBuffer levels, float[] scales, Shape shape) {
            DataType type = shape.rank() == 1 ? DataType.INT32 : DataType.INT8;
            int width = shape.rank() == 1 ? 4 : 1;
            ByteBuffer zeros = Tensors.little((long) width * scales.length);
            String packed = constant(part, type, shape, levels);
            String scale = reals(part + ".scale", Shape.of(scales.length), scales);
            String zero = constant(part + ".zero", type, Shape.of(scales.length), zeros);
            String output = "_" + name + "." + part + ".real";
            graph.addNode(NodeProto.newBuilder()
                    .setName("_" + output)
                    .setOpType("DequantizeLinear")
                    .addAllInput(List.of(packed, scale, zero))
                    .addOutput(output)
                    .addAttribute(Attribute.integer("axis", 0)));
            return output;
        }

        /** Takes the last layer's 0..1 back to what its channels were. */
        void spreadBack(String x, float[] widths, float[] lows, String output) {
            Shape along = Shape.of(1, widths.length, 1, 1);
            String wide = node("Mul", "_" + name + ".wide", List.of(x, reals("widths", along, widths)));
            node("Add", output, List.of(wide, reals("lows", along, lows)));
        }
    }
}
