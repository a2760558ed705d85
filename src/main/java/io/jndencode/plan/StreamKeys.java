package io.jndencode.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jndencode.JndException;
import io.jndencode.media.streams.StreamChoice;
import io.jndencode.text.Json;
import io.jndencode.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Completes what a preset says of the streams beside the video. */
final class StreamKeys {
    private StreamKeys() {}

    /**
     * Returns all keys, those that are not given from the base.
     *
     * @param given the object of a preset file or of options; null for none
     * @param base the preset it extends, null for none
     * @param origin names it in messages
     */
    static ObjectNode complete(@Nullable JsonNode given, @Nullable Preset base, String origin) {
        ObjectNode whole = Json.mapper()
                .valueToTree(base == null ? StreamChoice.ALL : base.encoding().streams());
        if (given == null) {
            return whole;
        }
        if (!(given instanceof ObjectNode object)) {
            throw new JndException.Usage(
                    PresetJson.said(origin) + "\"streams\" is an object, such as {\"audio\": \"aac:192k\"}");
        }
        List<String> keys = new ArrayList<>();
        whole.fieldNames().forEachRemaining(keys::add);
        object.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw new JndException.Usage(
                        "%s has the unknown key \"streams.%s\": %s".formatted(origin, key, Spelling.hint(key, keys)));
            }
        });
        whole.setAll(object);
        return whole;
    }
}
