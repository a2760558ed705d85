package io.jndencode.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jndencode.JndException;
import io.jndencode.media.encoder.EncodeFormat;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.Rate;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.media.streams.StreamChoice;
import io.jndencode.plan.crf.RateMapping;
import io.jndencode.text.Spelling;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings that all shots share; the rate comes with the shot.
 *
 * @param encoder the encoder
 * @param rateControl how a shot's quality is set
 * @param preset the encoder's own
 * @param params more of its options, {@code key=value:key=value}; may be empty
 * @param pixelFormat an FFmpeg pixel format, or a word of {@link EncodeFormat}
 * @param dynamicHdr what to do with HDR metadata of single frames
 * @param streams what to do with the streams beside the video, when the shots are joined
 * @param cap ceiling on the rate of the joined stream
 */
public record EncoderChoice(
        VideoEncoder encoder,
        RateControl rateControl,
        @JsonProperty("encoderPreset") String preset,
        @JsonProperty("encoderParams") String params,
        String pixelFormat,
        DynamicHdr dynamicHdr,
        StreamChoice streams,
        RateCap cap) {
    /** Keeps the source's chroma sampling and bit depth as far as the encoder can. */
    public static final String SOURCE_FORMAT = EncodeFormat.SOURCE;

    @JsonCreator
    public EncoderChoice {
        Objects.requireNonNull(encoder, "encoder is null");
        Objects.requireNonNull(rateControl, "rateControl is null");
        Objects.requireNonNull(pixelFormat, "pixelFormat is null");
        Objects.requireNonNull(dynamicHdr, "dynamicHdr is null");
        Objects.requireNonNull(streams, "streams is null");
        Objects.requireNonNull(cap, "cap is null");
        checkCap(cap, rateControl);
        check(encoder, rateControl, preset, params);
    }

    /** Creates a choice that keeps as much dynamic HDR as possible, and all streams. */
    public EncoderChoice(
            VideoEncoder encoder, RateControl rateControl, String preset, String params, String pixelFormat) {
        this(encoder, rateControl, preset, params, pixelFormat, DynamicHdr.KEEP, StreamChoice.ALL, RateCap.NONE);
    }

    /** Refuses a ceiling on the rate of shots encoded at constant QPs, which nothing could hold. */
    private static void checkCap(RateCap cap, RateControl rateControl) {
        if (cap.limits() && !(rateControl instanceof RateControl.Crf)) {
            throw new JndException.Usage("a largest rate cannot be held with constant QPs: give --rate-control crf");
        }
    }

    /** Returns the options one by one, each {@code key=value} or a bare {@code key}. */
    public static List<String> options(String params) {
        return params.isBlank() ? List.of() : Arrays.asList(params.split(":", -1));
    }

    private static void check(VideoEncoder encoder, RateControl rateControl, String preset, String params) {
        if (!encoder.presets().contains(preset)) {
            throw new JndException.Usage("%s preset \"%s\" is not known: %s"
                    .formatted(encoder.id(), preset, Spelling.hint(preset, encoder.presets())));
        }
        boolean crf = rateControl instanceof RateControl.Crf;
        if (!crf && !encoder.codesConstantQps()) {
            throw new JndException.Usage("rate control %s is not for %s, whose quantisers mean something else: give crf"
                    .formatted(rateControl, encoder.id()));
        }
        encoder.parameters().checkPlan(params, crf);
    }

    /** Returns the settings for a shot encoded at this rate. */
    public EncoderSettings settings(Rate rate) {
        Map<String, String> all = new LinkedHashMap<>();
        if (rate instanceof Rate.Crf && encoder.crfParameters().isEmpty()) {
            all.putAll(RateMapping.of(encoder.id()).params());
        }
        all.putAll(encoder.parameters().parse(params));
        return new EncoderSettings(encoder, preset, rate, all, format(), dynamicHdr == DynamicHdr.KEEP);
    }

    /** Returns the settings a shot is encoded with; throws if the encoder does not support them. */
    public EncoderSettings settings(PlannedShot shot) {
        EncoderSettings settings = settings(shot.settings().rate());
        ShotSettings.Capped capped = shot.settings().capped();
        if (capped != null) {
            settings = settings.withCap(new RateCap.AtShot(cap, capped.bufferStart()));
        }
        return shot.settings().keyDistance() == null
                ? settings
                : settings.withParams(encoder.keyFrameParameters(shot.settings().keyDistance()));
    }

    /** Returns the shot at another QP that no limit changed; a CRF moves by the same amount on the encoder's scale. */
    public PlannedShot moved(PlannedShot shot, int qp) {
        return shot.withQp(qp, RateMapping.of(encoder.id()));
    }

    /** Returns the settings of an arbitrary shot: everything but the rate is the same for all. */
    public EncoderSettings anyShot() {
        return settings(encoder.codesConstantQps() ? new Rate.ConstantQp(26) : new Rate.Crf(26));
    }

    private @Nullable String format() {
        return pixelFormat.equals(SOURCE_FORMAT) ? null : pixelFormat;
    }
}
