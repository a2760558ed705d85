package io.jndencode.media.parameters;

import io.jndencode.JndException;
import io.jndencode.text.Spelling;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an encoder by name, and who may set them. FFmpeg only logs an unknown one and continues without it, but a typing error
 * must not silently change an encode.
 *
 * @param title the encoder's name in messages
 * @param files options that name a file
 * @param free parameters users may set because they affect only the coding of a shot's pictures, with the type of their values
 * @param ours parameters this program sets: others would break joining, the plan or the reproducibility of the bytes
 * @param planned free parameters that a plan decides
 * @param meaning free parameters that change the meaning of a CRF, on which a plan by CRFs depends
 */
public record ParameterTable(
        String title,
        FileOptions files,
        Map<String, Kind> free,
        Set<String> ours,
        Set<String> planned,
        Set<String> meaning) {
    /** The syntax of a value; only the encoder knows whether the value is valid. */
    public enum Kind {
        SWITCH("0|1|true|false|yes|no"),
        WHOLE("[+-]?\\d{1,9}"),
        NUMBER("[+-]?(\\d+\\.?\\d*|\\.\\d+)"),
        TEXT(".*");

        private final Pattern pattern;

        Kind(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }
    }

    /** Splits texts into names at blanks. */
    public static Set<String> names(String... texts) {
        Set<String> names = new LinkedHashSet<>();
        for (String text : texts) {
            names.addAll(Arrays.asList(text.strip().split("\\s+")));
        }
        names.remove("");
        return names;
    }

    /** Adds names of one kind to a table. */
    public static void put(Map<String, Kind> table, Kind kind, String names) {
        names(names).forEach(name -> table.put(name, kind));
    }

    /** Parses {@code k=v:k=v}; a key without a value means 1. An empty text is an empty map. */
    public Map<String, String> parse(String text) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String part : text.split(":", -1)) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            String key = normalised(equals < 0 ? part : part.substring(0, equals));
            String value = equals < 0 ? "1" : part.substring(equals + 1).strip();
            check(key, value);
            params.put(key, value);
        }
        return params;
    }

    public void checkPreset(String preset, Collection<String> presets) {
        if (!presets.contains(preset)) {
            throw new JndException.Usage(
                    "%s has no preset \"%s\"; it has %s".formatted(title, preset, String.join(", ", presets)));
        }
    }

    /** Refuses parameters that users may not set, that the encoder does not have, or whose values are malformed. */
    public void check(String key, String value) {
        files.check(key, value);
        if (key.equals("preset") || (key.equals("tune") && !free.containsKey(key)) || key.equals("profile")) {
            throw new JndException.Usage("\"%s\" is no %s parameter; the preset is chosen with --%s"
                    .formatted(key, title, title.equals("x264") ? "x264-preset" : "encoder-preset"));
        }
        if (ours.contains(key) || ours.contains(key.replaceFirst("^no-", ""))) {
            throw new JndException.Usage(
                    "the %s parameter \"%s\" is decided by jnd-encode and cannot be set".formatted(title, key));
        }
        Kind kind = kind(key);
        if (kind == null) {
            String nearest = Objects.requireNonNullElse(Spelling.nearest(key, new TreeSet<>(free.keySet())), "");
            throw new JndException.Usage("%s has no parameter \"%s\"".formatted(title, key)
                    + (nearest.isEmpty() ? "" : "; the nearest one it has is \"%s\"".formatted(nearest)));
        }
        if (!kind.pattern.matcher(value).matches()) {
            throw new JndException.Usage("%s does not take %s=%s".formatted(title, key, value));
        }
    }

    private @Nullable Kind kind(String key) {
        Kind kind = free.get(key);
        Kind without = key.startsWith("no-") ? free.get(key.substring(3)) : null;
        return kind == null && without == Kind.SWITCH ? Kind.SWITCH : kind;
    }

    /** Refuses parameters in a plan's input that the plan itself decides. */
    public void checkPlan(String text, boolean crf) {
        if (text.isBlank()) {
            return;
        }
        for (String option : text.split(":", -1)) {
            int equals = option.indexOf('=');
            String key = normalised(equals < 0 ? option : option.substring(0, equals));
            if (key.isEmpty()) {
                throw new JndException.Usage("the " + title
                        + " options hold an empty one: write them as key=value:key=value without blanks");
            }
            files.check(key, equals < 0 ? "1" : option.substring(equals + 1));
            String name = key.replaceFirst("^no-", "");
            if (crf && meaning.contains(name)) {
                throw new JndException.Usage("the " + title + " option " + key
                        + " changes what a CRF means and cannot be given with rate control crf: leave it out"
                        + (title.equals("x264") ? ", or use cqp" : ""));
            }
            if (planned.contains(key) || planned.contains(name)) {
                throw new JndException.Usage("the " + title + " option " + key
                        + " is decided by the plan and cannot be given: choose --target, --min-qp and --max-qp"
                        + " instead");
            }
        }
    }

    /** Returns a parameter's name without blanks and with {@code -} for {@code _}, which encoders take for the same. */
    static String normalised(String key) {
        return key.strip().replace('_', '-');
    }
}
