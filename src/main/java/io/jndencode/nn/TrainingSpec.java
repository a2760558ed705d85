package io.jndencode.nn;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * What a training graph says of itself (JSON in its metadata under {@value #KEY}), so that any ONNX Runtime can step
 * it: run, then feed every {@code new_X} output as input {@code X} of the next step.
 *
 * @param schema {@value #SCHEMA}
 * @param inputs fed anew every step (sizes; -1 is the batch)
 * @param hyperParameters scalars fed every step: {@code step} counts from 1, {@code lr} is the learning rate
 * @param outputs scalars and predictions to read, the loss first
 * @param state tensors carried from step to step, with how they start
 * @param frozen parameters that are inputs but never change
 */
public record TrainingSpec(
        String schema,
        List<Port> inputs,
        List<String> hyperParameters,
        List<Port> outputs,
        List<State> state,
        List<Port> frozen) {
    public static final String KEY = "nn.training";
    public static final String SCHEMA = "jnd-encode/training-graph/1";

    public TrainingSpec {
        inputs = List.copyOf(inputs);
        hyperParameters = List.copyOf(hyperParameters);
        outputs = List.copyOf(outputs);
        state = List.copyOf(state);
        frozen = List.copyOf(frozen);
    }

    /** A named tensor of the graph. */
    public record Port(String name, List<Long> shape) {}

    /** What a carried tensor is. */
    public enum Kind {
        PARAMETER,
        STATISTIC,
        FIRST_MOMENT,
        SECOND_MOMENT
    }

    /**
     * A carried tensor.
     *
     * @param name the input
     * @param renewed the output to feed as this input in the next step
     * @param kind what it is; moments start at zero
     * @param initial how it is born, in words
     */
    public record State(String name, String renewed, List<Long> shape, Kind kind, String initial) {}

    static String renewed(String name) {
        return "new_" + name;
    }

    /** The name of a parameter's running mean of gradients. */
    public static String firstMoment(String parameter) {
        return "m." + parameter;
    }

    /** The name of a parameter's running mean of squared gradients. */
    public static String secondMoment(String parameter) {
        return "v." + parameter;
    }

    String toJson() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a training description did not become JSON", e);
        }
    }

    /** Reads the description back from a training graph. */
    public static TrainingSpec of(ModelProto model) {
        String json = model.getMetadataPropsList().stream()
                .filter(entry -> entry.getKey().equals(KEY))
                .map(StringStringEntryProto::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the model has no " + KEY + ": not a training graph"));
        try {
            return new ObjectMapper().readValue(json, TrainingSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the description of the training graph is damaged", e);
        }
    }
}
