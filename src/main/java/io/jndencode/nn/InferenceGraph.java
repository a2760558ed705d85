package io.jndencode.nn;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.nn.onnx.ElementType;
import io.jndencode.nn.onnx.Emitter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Exports a network for inference: with its weights inside, BatchNorm on its running statistics, and nothing the
 * outputs do not need.
 */
public final class InferenceGraph {
    private final Graph graph;
    private final Map<String, Value> outputs = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private Function<Parameter, Storage> storage = parameter -> Storage.FLOAT32;
    private ElementType type = ElementType.FLOAT;

    private InferenceGraph(Graph graph) {
        this.graph = graph;
    }

    /** Starts an export. */
    public static InferenceGraph of(Graph graph) {
        return new InferenceGraph(graph);
    }

    /** Adds a value as a named output. */
    public InferenceGraph output(String name, Value value) {
        outputs.put(name, value);
        return this;
    }

    /** Chooses how each weight is stored. */
    public InferenceGraph storage(Function<Parameter, Storage> chosen) {
        this.storage = chosen;
        return this;
    }

    /** Adds entries to the model's metadata. */
    public InferenceGraph metadata(Map<String, String> entries) {
        metadata.putAll(entries);
        return this;
    }

    /** Computes in another element type; compact storage cannot be combined with doubles. */
    InferenceGraph elements(ElementType chosen) {
        this.type = chosen;
        return this;
    }

    /** Returns the model with its weights inside; every parameter the outputs need must be in the map. */
    public ModelProto withWeights(Map<String, float[]> weights) {
        return write((e, p) -> {
            float[] values = weights.get(p.name());
            if (values == null) {
                throw new IllegalArgumentException("no weights given for " + p.name() + " (" + p.shape() + ")");
            }
            return storage.apply(p).write(e, p, values);
        });
    }

    /** Returns the model with every parameter as an input: for validation between training steps. */
    public ModelProto withWeightInputs() {
        return write((e, p) -> {
            e.input(p.name(), p.shape());
            return p.name();
        });
    }

    private ModelProto write(java.util.function.BiFunction<Emitter, Parameter, String> weight) {
        Emitter e = new Emitter(type);
        ForwardGraph forward =
                new ForwardGraph(graph, new EmitContext(e, false), outputs.values(), p -> weight.apply(e, p));
        outputs.forEach((name, value) -> {
            e.opNamed(name, "Identity", List.of(forward.tensor(value)));
            e.output(name, value.shape());
        });
        return e.model("inference", metadata);
    }
}
