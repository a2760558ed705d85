package io.jndencode.media.encoder;

import io.jndencode.media.parameters.ParameterTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settings for encoding one segment. An encoder always runs with one thread, so that its bytes do not depend on the machine; shots run in
 * parallel instead.
 *
 * @param encoder the encoder
 * @param preset one of the encoder's presets
 * @param rate constant QP or CRF
 * @param params further parameters by the encoder's own names, in order; see {@link ParameterTable#parse}
 * @param pixelFormat FFmpeg's name of the pixel format to encode in or an option of {@link EncodeFormat}; null for the source's
 * @param dynamicHdr whether to keep per-frame HDR metadata as far as the encoder can
 * @param cap ceiling on the rate and the state of its buffer before the first frame; null for none
 */
public record EncoderSettings(
        VideoEncoder encoder,
        String preset,
        Rate rate,
        Map<String, String> params,
        @Nullable String pixelFormat,
        boolean dynamicHdr,
        RateCap.@Nullable AtShot cap) {
    public EncoderSettings {
        Objects.requireNonNull(encoder, "encoder is null");
        Objects.requireNonNull(preset, "preset is null");
        Objects.requireNonNull(rate, "rate is null");
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        encoder.parameters().checkPreset(preset, encoder.presets());
        params.forEach(encoder.parameters()::check);
        if (rate instanceof Rate.Crf crf && crf.crf() > encoder.highestCrf()) {
            throw new IllegalArgumentException(
                    "a CRF is above 0 to %s, not %s".formatted(encoder.highestCrf(), crf.crf()));
        }
        if (rate instanceof Rate.ConstantQp && !encoder.codesConstantQps()) {
            throw new IllegalArgumentException(encoder.id() + " is not driven by constant QPs here");
        }
        if (cap != null && !(rate instanceof Rate.Crf)) {
            throw new IllegalArgumentException("a constant QP cannot hold a ceiling on the rate");
        }
    }

    /** Creates settings without a ceiling on the rate. */
    public EncoderSettings(
            VideoEncoder encoder,
            String preset,
            Rate rate,
            Map<String, String> params,
            @Nullable String pixelFormat,
            boolean dynamicHdr) {
        this(encoder, preset, rate, params, pixelFormat, dynamicHdr, null);
    }

    /** Creates settings that keep the source's dynamic HDR as far as possible. */
    public EncoderSettings(
            VideoEncoder encoder, String preset, Rate rate, Map<String, String> params, @Nullable String pixelFormat) {
        this(encoder, preset, rate, params, pixelFormat, true);
    }

    /** Creates settings for x264, with which the levels are measured. */
    public EncoderSettings(String preset, Rate rate, Map<String, String> params, @Nullable String pixelFormat) {
        this(new X264(), preset, rate, params, pixelFormat);
    }

    /** Creates settings for a constant QP, with the preset's own values otherwise. */
    public static EncoderSettings constantQp(String preset, int qp) {
        return new EncoderSettings(preset, new Rate.ConstantQp(qp), Map.of(), null);
    }

    public EncoderSettings withRate(Rate other) {
        return new EncoderSettings(encoder, preset, other, params, pixelFormat, dynamicHdr, cap);
    }

    /** Returns these settings with a ceiling on the rate; null for none. */
    public EncoderSettings withCap(RateCap.@Nullable AtShot other) {
        return new EncoderSettings(encoder, preset, rate, params, pixelFormat, dynamicHdr, other);
    }

    /** Returns these settings with further parameters, which win over those of the same name. */
    public EncoderSettings withParams(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(params);
        all.putAll(more);
        return withOnlyParams(all);
    }

    EncoderSettings withOnlyParams(Map<String, String> other) {
        return new EncoderSettings(encoder, preset, rate, other, pixelFormat, dynamicHdr, cap);
    }

    /** Returns an encoder's own parameters and after them, so that they win, the user's; last those of a ceiling on the rate. */
    String after(String own) {
        String all = params.isEmpty() ? own : own + ":" + paramsText();
        Map<String, String> ceiling = cap == null ? Map.of() : encoder.capParameters(cap);
        return ceiling.isEmpty() ? all : all + ":" + text(ceiling);
    }

    /** Returns the parameters as encoders and FFmpeg spell them, {@code k=v:k=v}. */
    public String paramsText() {
        return text(params);
    }

    private static String text(Map<String, String> options) {
        return options.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(":"));
    }
}
