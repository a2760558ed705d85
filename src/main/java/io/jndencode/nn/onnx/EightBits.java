package io.jndencode.nn.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites the encoders of a model ({@link ConvolutionChain}) so that they compute in eight bits: quantised once, from the ranges that were
 * seen on pictures, in plain QuantizeLinear and DequantizeLinear nodes, which ONNX Runtime turns into integer kernels.
 *
 * <p>Pictures of 0..255 are whole numbers and stay what they are. One scale for all channels of a layer would leave little of those whose
 * values are small, so channels are first brought to like ranges: what a channel is divided by, the next layer's kernel is multiplied by
 * (Nagel et al. 2019), halfway between equal ranges of values and equal ranges of kernels. Of the last layer, every channel is brought to 0..1 and
 * back by a factor and an offset behind it.
 */
public final class EightBits {
    private static final String LOW = "_low_";
    private static final String HIGH = "_high_";

    private EightBits() {}

    /** Returns the model with the least and greatest value of every channel of the encoders' convolutions as further outputs. */
    public static ModelProto watching(ModelProto model) {
        GraphProto.Builder graph = model.getGraph().toBuilder();
        for (String tensor : watched(model)) {
            reduced(graph, "ReduceMin", tensor, LOW + tensor);
            reduced(graph, "ReduceMax", tensor, HIGH + tensor);
        }
        return model.toBuilder().setGraph(graph).build();
    }

    private static void reduced(GraphProto.Builder graph, String operator, String tensor, String output) {
        graph.addNode(NodeProto.newBuilder()
                .setName("watch" + output)
                .setOpType(operator)
                .addInput(tensor)
                .addOutput(output)
                .addAttribute(Attribute.integers("axes", 0, 2, 3))
                .addAttribute(Attribute.integer("keepdims", 0)));
        graph.addOutput(Tensors.vector(output));
    }

    private static List<String> watched(ModelProto model) {
        return ConvolutionChain.in(model.getGraph()).stream()
                .flatMap(chain -> chain.layers().stream())
                .map(ConvolutionChain.Layer::before)
                .toList();
    }

    /** The least and greatest values of the channels of the encoders' convolutions, over the pictures seen so far. */
    public static final class Ranges {
        private final Map<String, float[]> lows = new LinkedHashMap<>();
        private final Map<String, float[]> highs = new LinkedHashMap<>();

        /** Adds what a run of the watching model gave, by the outputs' names. */
        public void add(Map<String, float[]> outputs) {
            outputs.forEach((name, values) -> {
                if (name.startsWith(LOW)) {
                    widen(lows, name.substring(LOW.length()), values, -1);
                } else if (name.startsWith(HIGH)) {
                    widen(highs, name.substring(HIGH.length()), values, 1);
                }
            });
        }

        private static void widen(Map<String, float[]> all, String name, float[] values, int sign) {
            float[] known = all.computeIfAbsent(name, key -> values.clone());
            for (int i = 0; i < known.length; i++) {
                known[i] = sign * Math.max(sign * known[i], sign * values[i]);
            }
        }

        float[] low(String tensor) {
            return lows.getOrDefault(tensor, new float[0]);
        }

        float[] high(String tensor) {
            return highs.getOrDefault(tensor, new float[0]);
        }
    }

    /** Returns the model with its encoders in eight bits. */
    public static ModelProto of(ModelProto model, Ranges ranges) {
        GraphProto graph = model.getGraph();
        Map<String, float[]> weights = new HashMap<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            if (tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber()) {
                weights.put(tensor.getName(), Tensors.values(tensor));
            }
        }
        GraphProto.Builder rewritten = graph.toBuilder().clearNode().clearInitializer();
        Set<String> replaced = new HashSet<>();
        List<QuantisedChain> chains = new ArrayList<>();
        for (ConvolutionChain chain : ConvolutionChain.in(graph)) {
            chains.add(new QuantisedChain(chain, weights, ranges));
            for (ConvolutionChain.Layer layer : chain.layers()) {
                replaced.addAll(
                        List.of(layer.kernel(), layer.bias(), layer.conv().getName()));
                if (layer.leaky() != null) {
                    replaced.add(layer.leaky().getName());
                }
            }
        }
        graph.getInitializerList().stream()
                .filter(tensor -> !replaced.contains(tensor.getName()))
                .forEach(rewritten::addInitializer);
        chains.forEach(chain -> chain.write(rewritten));
        graph.getNodeList().stream()
                .filter(node -> !replaced.contains(node.getName()))
                .forEach(rewritten::addNode);
        return model.toBuilder().setGraph(rewritten).build();
    }
}
