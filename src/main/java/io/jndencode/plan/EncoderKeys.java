package io.jndencode.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jndencode.JndException;
import io.jndencode.media.encoder.VideoEncoder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Completes the encoder settings of a preset: keys that only x264 had, and the defaults of an encoder other than the
 * base preset's.
 */
final class EncoderKeys {
    /** Keys from the time when x264 was the only encoder, and their present names. */
    static final Map<String, String> OF_X264 = Map.of("x264Preset", "encoderPreset", "x264Params", "encoderParams");

    private EncoderKeys() {}

    /**
     * Completes the encoder settings of a preset.
     *
     * @param object the JSON of a preset file or of options; is modified
     * @param base the preset it extends, null for none
     * @param origin names it in messages, empty for what has no file
     */
    static void complete(ObjectNode object, @Nullable Preset base, String origin) {
        VideoEncoder usual =
                base == null ? VideoEncoder.usual() : base.encoding().encoder();
        VideoEncoder encoder = object.path("encoder").isTextual()
                ? named(object.path("encoder").textValue(), origin)
                : usual;
        if (!object.has("encoder") && base == null) {
            object.put("encoder", encoder.id());
        }
        if (base == null) {
            put(object, "dynamicHdr", DynamicHdr.KEEP.toString());
            put(object, "keyint", new KeyInterval.Free().toString());
            put(object, "minKeyint", new KeyInterval.Free().toString());
            if (!object.has("cap")) {
                object.putObject("cap").put("maxrate", "none");
            }
        }
        object.set("streams", StreamKeys.complete(object.get("streams"), base, origin));
        OF_X264.forEach((old, key) -> rename(object, old, key, encoder, origin));
        if (base == null || encoder.equals(base.encoding().encoder())) {
            return;
        }
        put(object, "encoderPreset", encoder.usualPreset());
        put(object, "encoderParams", "");
        put(object, "pixelFormat", encoder.usualPixelFormat());
        if (!encoder.codesConstantQps()) {
            put(object, "rateControl", "crf");
        }
    }

    private static VideoEncoder named(String name, String origin) {
        try {
            return VideoEncoder.named(name);
        } catch (JndException.Usage e) {
            throw new JndException.Usage(PresetJson.said(origin) + e.getMessage(), e);
        }
    }

    private static void rename(ObjectNode object, String old, String key, VideoEncoder encoder, String origin) {
        if (!object.has(old)) {
            return;
        }
        if (!encoder.equals(VideoEncoder.usual()) || object.has(key)) {
            throw new JndException.Usage("%s\"%s\" is for x264; with %s it is \"%s\""
                    .formatted(PresetJson.said(origin), old, encoder.id(), key));
        }
        object.set(key, object.remove(old));
    }

    private static void put(ObjectNode object, String key, String value) {
        if (!object.has(key)) {
            object.put(key, value);
        }
    }
}
