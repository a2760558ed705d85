package io.jndencode.cli.view;

import io.jndencode.text.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds one JSON object on one line, with its keys in the order they were added. */
public final class JsonLine {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** Adds a field; null is written as null. */
    public JsonLine put(String key, @Nullable Object value) {
        fields.put(key, value);
        return this;
    }

    /** Adds a number rounded to this many decimals; more would be noise. */
    public JsonLine put(String key, double value, int decimals) {
        double unit = Math.pow(10, decimals);
        fields.put(key, Math.round(value * unit) / unit);
        return this;
    }

    /** Returns the fields, to put into another object. */
    Map<String, @Nullable Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    public String line() {
        return Json.line(fields);
    }
}
