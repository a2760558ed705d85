package io.jndencode.nn.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions one after the other, from an input of the graph on, with nothing but a LeakyReLU between two: an encoder.
 *
 * @param input tensor of the first one's operand
 * @param layers in order; all but the last have a LeakyReLU
 */
record ConvolutionChain(String input, List<Layer> layers) {
    ConvolutionChain {
        layers = List.copyOf(layers);
    }

    /**
     * A convolution, and what follows it before the next one.
     *
     * @param conv operands: picture, kernel, bias
     * @param leaky null of the last layer
     */
    record Layer(NodeProto conv, @Nullable NodeProto leaky) {
        /** Returns the tensor of the convolution itself. */
        String before() {
            return conv.getOutput(0);
        }

        String kernel() {
            return conv.getInput(1);
        }

        String bias() {
            return conv.getInput(2);
        }
    }

    /** Finds all chains whose kernels and biases are stored in single precision. */
    static List<ConvolutionChain> in(GraphProto graph) {
        return new Search(graph).chains();
    }

    private static final class Search {
        private final GraphProto graph;
        private final Set<String> plain = new HashSet<>();
        private final Map<String, List<NodeProto>> readers = new HashMap<>();

        Search(GraphProto graph) {
            this.graph = graph;
            for (TensorProto tensor : graph.getInitializerList()) {
                if (tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber()) {
                    plain.add(tensor.getName());
                }
            }
            for (NodeProto node : graph.getNodeList()) {
                node.getInputList()
                        .forEach(input -> readers.computeIfAbsent(input, name -> new ArrayList<>())
                                .add(node));
            }
        }

        List<ConvolutionChain> chains() {
            List<ConvolutionChain> chains = new ArrayList<>();
            for (var input : graph.getInputList()) {
                for (NodeProto first : readers.getOrDefault(input.getName(), List.of())) {
                    if (fits(first)) {
                        chains.add(from(input.getName(), first));
                    }
                }
            }
            return chains;
        }

        private ConvolutionChain from(String input, NodeProto first) {
            List<Layer> layers = new ArrayList<>();
            NodeProto conv = first;
            while (true) {
                Optional<NodeProto> leaky =
                        onlyReader(conv).filter(node -> node.getOpType().equals("LeakyRelu"));
                Optional<NodeProto> next = leaky.flatMap(this::onlyReader).filter(this::fits);
                if (next.isEmpty()) {
                    layers.add(new Layer(conv, null));
                    return new ConvolutionChain(input, layers);
                }
                layers.add(new Layer(conv, leaky.get()));
                conv = next.get();
            }
        }

        private Optional<NodeProto> onlyReader(NodeProto node) {
            List<NodeProto> found = readers.getOrDefault(node.getOutput(0), List.of());
            boolean shown = graph.getOutputList().stream()
                    .anyMatch(output -> output.getName().equals(node.getOutput(0)));
            return found.size() == 1 && !shown ? Optional.of(found.get(0)) : Optional.empty();
        }

        private boolean fits(NodeProto node) {
            return node.getOpType().equals("Conv")
                    && node.getInputCount() == 3
                    && plain.contains(node.getInput(1))
                    && plain.contains(node.getInput(2));
        }
    }
}
