package io.jndencode.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a model file says of itself, in ONNX {@code metadata_props}: all that a reader needs to feed and to trust it.
 *
 * @param name the model's name
 * @param version the program's version that made it
 * @param input size of the frames
 * @param levels names of the outputs, in order
 * @param labels what kind of labels it learnt from
 * @param training how it was made
 * @param errors how far it errs
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
     * Where a model came from.
     *
     * @param data the data, in words
     * @param command the command that trained it
     * @param seed of initial weights, order and crops
     */
    public record Training(String data, String command, long seed) {}

    /**
     * Errors on the validation shots, a figure a level, and the labels' spread.
     *
     * @param mae mean absolute error
     * @param constant the same of always predicting the training mean
     * @param shots validation shots
     * @param mean of the training labels
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

    /** The entries as they stand in the file. */
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
