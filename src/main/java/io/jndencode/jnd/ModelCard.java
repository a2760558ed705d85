package io.jndencode.jnd;

import io.jndencode.JndException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The description of a model in the ONNX metadata of its file.
 *
 * @param name name of the model
 * @param version version of the model
 * @param input format of the input frames
 * @param levels levels in its output, in order
 * @param labels source of its training labels
 * @param error mean absolute error on validation shots, one per level, in QP; empty if unknown
 * @param constantError error of always predicting the mean, one per level, in QP; empty if unknown
 * @param labelMean mean of the training labels, one per level, as QPs; empty if unknown
 * @param labelSd standard deviation of the training labels, one per level, in QP; empty if unknown
 * @param properties all metadata of the file, unchanged
 */
public record ModelCard(
        String name,
        String version,
        InputSpec input,
        List<JndLevel> levels,
        String labels,
        List<Double> error,
        List<Double> constantError,
        List<Double> labelMean,
        List<Double> labelSd,
        Map<String, String> properties) {
    /** The version of the metadata schema this program reads. */
    public static final String SCHEMA = "jnd-encode/model/1";

    public ModelCard {
        Objects.requireNonNull(input, "input is null");
        levels = List.copyOf(levels);
        error = List.copyOf(error);
        constantError = List.copyOf(constantError);
        labelMean = List.copyOf(labelMean);
        labelSd = List.copyOf(labelSd);
        properties = Map.copyOf(properties);
    }

    /**
     * Reads the card from ONNX metadata.
     *
     * @param origin the file, for messages
     */
    public static ModelCard of(Map<String, String> metadata, String origin) {
        String schema = metadata.get("jnd.schema");
        if (schema == null) {
            throw new JndException.Model(
                    "model " + origin + " has no jnd.schema in its ONNX metadata: it is not a model"
                            + " of jnd-encode (docs/models.md lists what the metadata must say)");
        }
        if (!schema.equals(SCHEMA)) {
            throw new JndException.Model(
                    "model " + origin + " is of schema " + schema + ", this program reads " + SCHEMA);
        }
        Reader reader = new Reader(metadata, origin);
        List<JndLevel> levels = reader.levels();
        return new ModelCard(
                reader.text("jnd.name"),
                metadata.getOrDefault("jnd.version", ""),
                reader.input(),
                levels,
                metadata.getOrDefault("jnd.labels", ""),
                reader.numbers("jnd.error.mae", levels.size()),
                reader.numbers("jnd.error.constant", levels.size()),
                reader.numbers("jnd.label.mean", levels.size()),
                reader.numbers("jnd.label.sd", levels.size()),
                metadata);
    }

    /** Returns a property of the metadata; null if the file has none of that name. */
    public @Nullable String property(String key) {
        return properties.get(key);
    }

    private record Reader(Map<String, String> metadata, String origin) {
        String text(String key) {
            String value = metadata.get(key);
            if (value == null || value.isBlank()) {
                throw new JndException.Model("model " + origin + " has no " + key + " in its ONNX metadata");
            }
            return value.strip();
        }

        InputSpec input() {
            String resize =
                    metadata.getOrDefault("jnd.input.resize", "bilinear").strip();
            if (!resize.equals("bilinear")) {
                throw wrong("jnd.input.resize", resize, "bilinear");
            }
            String range = metadata.getOrDefault("jnd.input.range", "0..255");
            try {
                int dots = range.indexOf("..");
                return new InputSpec(
                        Integer.parseInt(text("jnd.input.width")),
                        Integer.parseInt(text("jnd.input.height")),
                        one(InputSpec.Order.class, "jnd.input.channels"),
                        one(InputSpec.Layout.class, "jnd.input.layout"),
                        Double.parseDouble(range.substring(0, Math.max(0, dots))),
                        Double.parseDouble(range.substring(dots + 2)));
            } catch (IllegalArgumentException e) {
                throw new JndException.Model(
                        "model " + origin + " has an unusable input in its ONNX metadata: " + e.getMessage(), e);
            }
        }

        <E extends Enum<E>> E one(Class<E> type, String key) {
            String value = metadata.getOrDefault(key, type.getEnumConstants()[0].name());
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(value.strip().toUpperCase(Locale.ROOT))) {
                    return constant;
                }
            }
            throw wrong(key, value, List.of(type.getEnumConstants()).toString());
        }

        List<JndLevel> levels() {
            List<JndLevel> levels = new ArrayList<>();
            for (String name : text("jnd.levels").split(",", -1)) {
                try {
                    levels.add(JndLevel.valueOf(name.strip().toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    throw new JndException.Model(
                            "model " + origin + ": jnd.levels is \"" + text("jnd.levels")
                                    + "\", allowed is a list such as JND1,JND2,JND3",
                            e);
                }
            }
            if (levels.stream().distinct().count() != levels.size()) {
                throw wrong("jnd.levels", text("jnd.levels"), "each level once");
            }
            return levels;
        }

        List<Double> numbers(String key, int count) {
            String value = metadata.get(key);
            if (value == null || value.isBlank()) {
                return List.of();
            }
            List<Double> numbers = new ArrayList<>();
            try {
                for (String number : value.split(",", -1)) {
                    double parsed = Double.parseDouble(number.strip());
                    if (!Double.isFinite(parsed)) {
                        throw new NumberFormatException(number + " is no number");
                    }
                    numbers.add(parsed);
                }
            } catch (NumberFormatException e) {
                throw new JndException.Model("model " + origin + ": " + key + " is \"" + value + "\", not numbers", e);
            }
            if (numbers.size() != count) {
                throw wrong(key, value, count + " numbers, one a level");
            }
            return numbers;
        }

        private JndException.Model wrong(String key, String value, String allowed) {
            return new JndException.Model(
                    "model " + origin + ": " + key + " is \"" + value + "\", allowed is " + allowed);
        }
    }
}
