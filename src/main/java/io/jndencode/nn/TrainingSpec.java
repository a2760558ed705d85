package io.jndencode.nn;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.jndencode.text.Json;
import java.util.List;

/**
 * The self-description of a training graph (JSON in its metadata under {@value #KEY}), so that any ONNX Runtime can
 * step it: run, then feed every {@code new_X} output as input {@code X} of the next step. docs/training-graph.md
 * explains it.
 *
 * @param schema {@value #SCHEMA}
 * @param inputs tensors fed anew every step
 * @param hyperParameters scalars fed every step
 * @param optimizer the rule and its constants
 * @param outputs scalars and predictions, the loss first
 * @param state tensors carried from step to step, with their initialisation
 * @param frozen parameters that are inputs but never change
 */
public record TrainingSpec(
        String schema,
        List<Input> inputs,
        List<HyperParameter> hyperParameters,
        Optimizer optimizer,
        List<Port> outputs,
        List<State> state,
        List<Frozen> frozen) {
    public static final String KEY = "nn.training";
    public static final String SCHEMA = "jnd-encode/training-graph/1";

    public TrainingSpec {
        inputs = List.copyOf(inputs);
        hyperParameters = List.copyOf(hyperParameters);
        outputs = List.copyOf(outputs);
        state = List.copyOf(state);
        frozen = List.copyOf(frozen);
    }

    /** A named tensor of the graph; a size of -1 is the batch. */
    public record Port(String name, List<Long> shape) {}

    /**
     * A tensor fed anew every step.
     *
     * @param shape sizes; -1 is the batch, the same for all inputs
     * @param meaning what it holds, in words; empty if the exporter gave no description
     * @param typical interval in which its values usually lie; random values from it serve to try out a runtime
     */
    public record Input(String name, List<Long> shape, String meaning, Interval typical) {}

    /**
     * A scalar fed every step.
     *
     * @param first usual value in the first step
     * @param increment what is added to it from step to step
     * @param meaning what it is, in words
     */
    public record HyperParameter(String name, double first, double increment, String meaning) {}

    /**
     * The optimizer, which turns gradients into new parameters; its constants are part of the graph.
     *
     * @param name short name
     * @param rule the formula, in the names of the constants and hyper-parameters
     */
    public record Optimizer(String name, double beta1, double beta2, double epsilon, String rule) {}

    /** A parameter that is an input but never changes; the interval serves when there are no trained values. */
    public record Frozen(String name, List<Long> shape, Interval initial) {}

    /** Kinds of carried tensors. */
    public enum Kind {
        PARAMETER,
        STATISTIC,
        FIRST_MOMENT,
        SECOND_MOMENT,
        GRADIENT_SUM
    }

    /**
     * A carried tensor.
     *
     * @param name the input's name
     * @param renewed the output to feed as this input in the next step
     * @param kind what it is; moments and sums start at zero
     * @param initial interval from which the values of a fresh network are drawn
     */
    public record State(String name, String renewed, List<Long> shape, Kind kind, Interval initial) {}

    static String renewed(String name) {
        return "new_" + name;
    }

    /** Returns the name of a parameter's running mean of gradients. */
    public static String firstMoment(String parameter) {
        return "m." + parameter;
    }

    /** Returns the name of a parameter's running mean of squared gradients. */
    public static String secondMoment(String parameter) {
        return "v." + parameter;
    }

    /** Returns the name of the sum of a parameter's gradients in a step done in parts. */
    static String gradientSum(String parameter) {
        return "g." + parameter;
    }

    String toJson() {
        return Json.line(this);
    }

    /** Reads the description back from a training graph. */
    public static TrainingSpec of(ModelProto model) {
        String json = model.getMetadataPropsList().stream()
                .filter(entry -> entry.getKey().equals(KEY))
                .map(StringStringEntryProto::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the model has no " + KEY + ": not a training graph"));
        try {
            return Json.mapper().readValue(json, TrainingSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the description of the training graph is damaged", e);
        }
    }
}
