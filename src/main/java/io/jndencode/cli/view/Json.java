package io.jndencode.cli.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON object on one line, its keys in the order they were put. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** Adds a field; null is written as null. */
    public Json put(String key, @Nullable Object value) {
        fields.put(key, value);
        return this;
    }

    /** Adds a number rounded to so many decimals: more would be noise. */
    public Json put(String key, double value, int decimals) {
        double unit = Math.pow(10, decimals);
        fields.put(key, Math.round(value * unit) / unit);
        return this;
    }

    /** The fields, to be put into another object. */
    Map<String, @Nullable Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    public String line() {
        try {
            return MAPPER.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON: " + fields.keySet(), e);
        }
    }
}
