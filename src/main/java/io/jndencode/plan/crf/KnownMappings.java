package io.jndencode.plan.crf;

import io.jndencode.media.encoder.VideoEncoder;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The mappings of this version, read once: x264's own, and one file per other encoder. */
final class KnownMappings {
    static final Map<String, RateMapping> ALL = VideoEncoder.all().stream()
            .map(VideoEncoder::id)
            .collect(Collectors.toUnmodifiableMap(Function.identity(), KnownMappings::read));

    private KnownMappings() {}

    private static RateMapping read(String encoder) {
        return encoder.equals(VideoEncoder.all().get(0).id())
                ? new X264Mapping(CrfMapping.standard())
                : EncoderMapping.read(encoder + "-mapping.json");
    }
}
