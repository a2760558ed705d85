package io.jndencode.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.nn.Graph;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.nn.Parameter;
import io.jndencode.nn.TrainingGraph;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds the graphs of {@code jnd-encode graph}: an architecture as ONNX with fresh weights, or as a training step. */
public final class GraphExport {
    private GraphExport() {}

    /** Builds the graph from frame to output with freshly seeded weights. */
    public static ModelProto inference(Architecture architecture, InputSize size, long seed) {
        return switch (architecture.reads()) {
            case FRAME -> {
                Backbone backbone = Backbone.of(size);
                yield InferenceGraph.of(backbone.graph())
                        .output("reconstruction", backbone.reconstruction())
                        .withWeights(fresh(backbone.graph(), seed));
            }
            case LATENT, RECONSTRUCTION -> {
                JndNetwork.Whole whole = JndNetwork.whole(architecture, size);
                yield InferenceGraph.of(whole.graph())
                        .output("jnd", whole.jnd())
                        .withWeights(fresh(whole.graph(), seed));
            }
        };
    }

    /**
     * Builds one training step: for frozen backbones, of the layers after them, with the backbones' outputs as inputs;
     * otherwise of the whole network.
     */
    public static ModelProto training(Architecture architecture, InputSize size) {
        if (architecture.reads() == Architecture.Reads.FRAME) {
            Backbone backbone = Backbone.of(size);
            return written(TrainingGraph.of(backbone.graph(), backbone.loss()));
        }
        List<Double> starts = JndNetwork.USUAL_LEVELS.subList(0, architecture.levels());
        JndNetwork.Trainable network = architecture.endToEnd()
                ? JndNetwork.endToEnd(architecture, size, starts.get(0))
                : JndNetwork.head(architecture, size, starts, false);
        return written(TrainingGraph.of(network.graph(), network.loss()).output("jnd", network.jnd()));
    }

    private static ModelProto written(TrainingGraph.Export export) {
        return export.describe(TrainingInputs::meaning).build().model();
    }

    /** Returns starting weights of a network. */
    public static Map<String, float[]> fresh(Graph graph, long seed) {
        List<Parameter> parameters = graph.parameters();
        return parameters.stream().collect(Collectors.toMap(Parameter::name, p -> p.initialValues(seed)));
    }
}
