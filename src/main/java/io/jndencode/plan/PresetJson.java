package io.jndencode.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jndencode.JndException;
import io.jndencode.text.JsonMistake;
import io.jndencode.text.Spelling;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads presets from JSON: unknown keys, wrong types and missing keys are reported in one sentence that names the file
 * and the key.
 */
final class PresetJson {
    static final String EXTENDS = "extends";

    private static final List<String> KEYS = keys(Preset.class).toList();

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private PresetJson() {}

    /** Returns the keys of a record in a file, where those of its groups stand beside its own. */
    private static Stream<String> keys(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            Method accessor = component.getAccessor();
            JsonProperty named = accessor.getAnnotation(JsonProperty.class);
            return accessor.isAnnotationPresent(JsonUnwrapped.class)
                    ? keys(component.getType())
                    : Stream.of(named == null ? component.getName() : named.value());
        });
    }

    /** Parses the object in the text; {@code origin}, such as {@code preset fast}, names it in messages. */
    static ObjectNode object(String text, String origin) {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new JndException.Usage(origin + " is not JSON (line " + line(e) + "): " + JsonMistake.plain(e), e);
        }
        if (!(node instanceof ObjectNode object)) {
            throw new JndException.Usage(origin + " is not a JSON object");
        }
        return object;
    }

    /** Returns the preset the object describes, on top of a base preset if it extends one. */
    static Preset preset(ObjectNode object, @Nullable Preset base, String origin) {
        ObjectNode whole = base == null ? MAPPER.createObjectNode() : MAPPER.<ObjectNode>valueToTree(base);
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String key = names.next();
            if (!KEYS.contains(key) && !key.equals(EXTENDS) && !EncoderKeys.OF_X264.containsKey(key)) {
                throw new JndException.Usage(
                        origin + " has the unknown key \"" + key + "\": " + Spelling.hint(key, KEYS));
            }
        }
        ObjectNode plain = object.deepCopy();
        EncoderKeys.complete(plain, base, origin);
        whole.setAll(plain);
        whole.remove(EXTENDS);
        // The target may be a number as well as a text: "target": 1.5
        if (whole.path("target").isNumber()) {
            whole.put("target", whole.path("target").asText());
        }
        return value(whole, origin);
    }

    static Preset changed(Preset preset, Map<String, ?> changes) {
        return preset(MAPPER.valueToTree(changes), preset, "");
    }

    /** Returns how a message about it begins; what was changed without a file is named by who changed it. */
    static String said(String origin) {
        return origin.isEmpty() ? "" : origin + ": ";
    }

    private static Preset value(ObjectNode whole, String origin) {
        try {
            return MAPPER.treeToValue(whole, Preset.class);
        } catch (JsonMappingException e) {
            // The record's own checks already have a message for the user; only the preset's name is missing.
            if (e.getCause() instanceof JndException.Usage own) {
                throw new JndException.Usage(said(origin) + own.getMessage(), e);
            }
            throw new JndException.Usage(said(origin) + reason(whole, e), e);
        } catch (JsonProcessingException e) {
            throw new JndException.Usage(said(origin) + JsonMistake.plain(e), e);
        }
    }

    private static String reason(ObjectNode whole, JsonMappingException e) {
        for (String key : KEYS) {
            if (!whole.hasNonNull(key)) {
                return "the key \"" + key + "\" is missing; give it, or extend a built-in preset with \"extends\"";
            }
        }
        String key = e.getPath().isEmpty() ? "?" : e.getPath().get(0).getFieldName();
        return "\"" + key + "\" cannot be " + whole.path(key) + " (it is of the wrong kind)";
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }
}
