package io.jndencode.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The self-description of a model file, in ONNX {@code metadata_props}: everything needed to feed it and to judge its
 * reliability.
 *
 * @param name the model's name
 * @param version version of the program that made it
 * @param input size of the frames
 * @param levels names of the outputs, in order
 * @param labels the kind of labels it was trained on
 * @param training how it was made
 * @param errors its errors on the validation shots
 */
public record ModelMetadata(
        String name,
        String version,
        InputSize input,
        List<String> levels,
        String labels,
        Training training,
        Errors errors) {
    public static final String SCHEMA = "jnd-encode/model/1";

    public ModelMetadata {
        levels = List.copyOf(levels);
    }

    /**
     * The origin of a model.
     *
     * @param data a description of the data
     * @param command the command that trained it
     * @param seed of initial weights, order and crops
     */
    public record Training(String data, String command, long seed) {}

    /**
     * Errors on the validation shots, one figure per level, and the labels' spread.
     *
     * @param mae mean absolute error
     * @param constant the same for always predicting the training mean
     * @param shots number of validation shots
     * @param mean mean of the training labels
     * @param deviation standard deviation of the training labels
     */
    public record Errors(
            List<Double> mae, List<Double> constant, int shots, List<Double> mean, List<Double> deviation) {
        public Errors {
            mae = List.copyOf(mae);
            constant = List.copyOf(constant);
            mean = List.copyOf(mean);
            deviation = List.copyOf(deviation);
        }
    }

    /** Returns the entries as stored in the file. */
    public Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("jnd.schema", SCHEMA);
        entries.put("jnd.name", name);
        entries.put("jnd.version", version);
        entries.put("jnd.input.width", Integer.toString(input.width()));
        entries.put("jnd.input.height", Integer.toString(input.height()));
        entries.put("jnd.input.channels", "BGR");
        entries.put("jnd.input.range", "0..255");
        entries.put("jnd.input.resize", "bilinear");
        entries.put("jnd.input.layout", "NCHW");
        entries.put("jnd.levels", String.join(",", levels));
        entries.put("jnd.labels", labels);
        entries.put("jnd.training.data", training.data());
        entries.put("jnd.training.command", training.command());
        entries.put("jnd.training.seed", Long.toString(training.seed()));
        entries.put("jnd.error.mae", numbers(errors.mae()));
        entries.put("jnd.error.constant", numbers(errors.constant()));
        entries.put("jnd.error.shots", Integer.toString(errors.shots()));
        entries.put("jnd.label.mean", numbers(errors.mean()));
        entries.put("jnd.label.sd", numbers(errors.deviation()));
        return entries;
    }

    private static String numbers(List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, "%.2f", value))
                .collect(Collectors.joining(","));
    }
}
