package io.jndencode.plan.sidecar;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.media.streams.StreamChoice;
import io.jndencode.plan.DynamicHdr;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.RateControl;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The encoder and the settings that all shots share.
 *
 * @param codec FFmpeg's name of the encoder
 * @param version the encoder's own version text; null for x264, whose version is part of the tool
 * @param dynamicHdr what to do with HDR metadata of single frames; null for keeping it
 * @param streams what to do with the streams beside the video; null for keeping them as they are
 * @param cap ceiling on the rate of the joined stream; null for none
 */
public record SidecarEncoder(
        String codec,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String version,

        RateControl rateControl,
        String preset,
        String params,
        String pixelFormat,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DynamicHdr dynamicHdr,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable StreamChoice streams,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RateCap cap) {
    public SidecarEncoder {
        Objects.requireNonNull(codec, "codec is missing");
        Objects.requireNonNull(rateControl, "rateControl is missing");
        Objects.requireNonNull(preset, "preset is missing");
        Objects.requireNonNull(params, "params is missing");
        Objects.requireNonNull(pixelFormat, "pixelFormat is missing");
    }

    static SidecarEncoder of(EncoderChoice choice) {
        VideoEncoder encoder = choice.encoder();
        return new SidecarEncoder(
                encoder.library(),
                encoder.equals(VideoEncoder.usual()) ? null : encoder.version(),
                choice.rateControl(),
                choice.preset(),
                choice.params(),
                choice.pixelFormat(),
                choice.dynamicHdr() == DynamicHdr.KEEP ? null : choice.dynamicHdr(),
                choice.streams().equals(StreamChoice.ALL) ? null : choice.streams(),
                choice.cap().limits() ? choice.cap() : null);
    }

    /** Returns the settings for the encoder. */
    public EncoderChoice choice() {
        return new EncoderChoice(
                VideoEncoder.named(codec),
                rateControl,
                preset,
                params,
                pixelFormat,
                dynamicHdr == null ? DynamicHdr.KEEP : dynamicHdr,
                streams == null ? StreamChoice.ALL : streams,
                cap == null ? RateCap.NONE : cap);
    }
}
