package io.jndencode.model.slim;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.model.GraphExport;
import io.jndencode.model.InputSize;
import io.jndencode.model.TrainingInputs;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.nn.TrainingGraph;

/** Builds the graphs of {@code jnd-encode graph mj-lat-small}: the whole net with fresh weights, or a training step of its heads. */
public final class SlimExport {
    private SlimExport() {}

    /** Builds the graph from frames and trial to levels with freshly seeded weights. */
    public static ModelProto inference(InputSize size, long seed) {
        SlimMjLat.Whole whole = SlimMjLat.whole(size);
        return InferenceGraph.of(whole.graph())
                .output("jnd", whole.jnd())
                .withWeights(GraphExport.fresh(whole.graph(), seed));
    }

    /** Builds one training step of the layers after the encoders, with latents as inputs. */
    public static ModelProto training(InputSize size) {
        SlimMjLat.Heads heads = SlimMjLat.heads(size);
        return TrainingGraph.of(heads.graph(), heads.loss())
                .output("jnd", heads.jnd())
                .describe(TrainingInputs::meaning)
                .build()
                .model();
    }
}
