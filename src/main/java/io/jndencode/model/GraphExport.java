package io.jndencode.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.JndException;
import io.jndencode.nn.Graph;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.nn.Parameter;
import io.jndencode.nn.TrainingGraph;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The graphs of {@code jnd-encode graph}: an architecture as ONNX with fresh weights, or as a training step. */
public final class GraphExport {
    private GraphExport() {}

    /** From frame to output with seeded fresh weights. */
    public static ModelProto inference(Architecture architecture, InputSize size, long seed) {
        return switch (architecture) {
            case IMG_RECON, JND_RECON -> {
                Backbone backbone = Backbone.of(size);
                yield InferenceGraph.of(backbone.graph())
                        .output("reconstruction", backbone.reconstruction())
                        .withWeights(fresh(backbone.graph(), seed));
            }
            case MJ_LAT -> {
                MjLat.Whole whole = MjLat.whole(size);
                yield InferenceGraph.of(whole.graph())
                        .output("jnd", whole.jnd())
                        .withWeights(fresh(whole.graph(), seed));
            }
            case LAT, REC, E2E_LAT, E2E_REC, MJ_REC -> throw missing(architecture);
        };
    }

    /** One training step: of MJ-LAT the trainable part, on latents, for its encoders are frozen. */
    public static ModelProto training(Architecture architecture, InputSize size) {
        return switch (architecture) {
            case IMG_RECON, JND_RECON -> {
                Backbone backbone = Backbone.of(size);
                yield TrainingGraph.of(backbone.graph(), backbone.loss())
                        .describe(TrainingInputs::meaning)
                        .build()
                        .model();
            }
            case MJ_LAT -> {
                MjLat.Head head = MjLat.head(size, MjLat.USUAL_LEVELS, false);
                yield TrainingGraph.of(head.graph(), head.loss())
                        .output("jnd", head.jnd())
                        .describe(TrainingInputs::meaning)
                        .build()
                        .model();
            }
            case LAT, REC, E2E_LAT, E2E_REC, MJ_REC -> throw missing(architecture);
        };
    }

    /** Starting weights of a network. */
    public static Map<String, float[]> fresh(Graph graph, long seed) {
        List<Parameter> parameters = graph.parameters();
        return parameters.stream().collect(Collectors.toMap(Parameter::name, p -> p.initialValues(seed)));
    }

    private static JndException missing(Architecture architecture) {
        return new JndException.Usage(
                "%s is not in this version; there are img-recon, jnd-recon and mj-lat.".formatted(architecture.id()));
    }
}
