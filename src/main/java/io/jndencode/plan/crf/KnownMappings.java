package io.jndencode.plan.crf;

import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The mappings of this version, read once: x264's own, and one file per other encoder. */
final class KnownMappings {
    static final Map<String, RateMapping> ALL = VideoEncoder.all().stream()
            .map(VideoEncoder::id)
            .collect(Collectors.toUnmodifiableMap(Function.identity(), KnownMappings::read));

    private KnownMappings() {}

    /** Returns a mapping from its file in the program. */
    static <T> T resource(String name, Class<T> type) {
        try (InputStream in = KnownMappings.class.getResourceAsStream(name)) {
            return Json.mapper().readValue(Objects.requireNonNull(in, name), type);
        } catch (IOException e) {
            throw new UncheckedIOException("the mapping to CRFs cannot be read: " + name, e);
        }
    }

    private static RateMapping read(String encoder) {
        return encoder.equals(VideoEncoder.usual().id())
                ? new X264Mapping(CrfMapping.standard())
                : EncoderMapping.read(encoder + "-mapping.json");
    }
}
