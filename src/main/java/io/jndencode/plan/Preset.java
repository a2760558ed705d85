package io.jndencode.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.media.streams.StreamChoice;
import io.jndencode.shot.detect.ShotOptions;
import java.util.Map;
import java.util.Objects;

/**
 * A named set of choices, as in {@code presets/NAME.json}; options of the command line override single choices.
 *
 * @param name its name in sidecars
 * @param description one sentence for people
 * @param target how visible coding artefacts may become
 * @param safety how many expected errors of the model (its spread, in QP) the QP is lowered by; 0 trusts the model
 * @param minQp lowest QP used
 * @param maxQp highest QP used
 * @param rateControl how the encoder is told the quality
 * @param encoder the encoder
 * @param encoderPreset the encoder's own preset
 * @param encoderParams more of its options, {@code key=value:key=value}
 * @param pixelFormat FFmpeg pixel format, {@code source} or {@code 10bit}
 * @param dynamicHdr what to do with HDR metadata of single frames
 * @param streams what to do with the streams beside the video
 * @param keyint the largest distance between key frames
 * @param minKeyint the smallest distance between key frames
 * @param cap ceiling on the rate of the joined stream
 * @param samplesPerShot maximum number of frames per shot shown to the model, 1 to 3
 * @param minShotSeconds duration of the shortest shot allowed
 * @param maxShotFrames length of the longest shot allowed; longer ones are split
 */
public record Preset(
        String name,
        String description,
        Target target,
        double safety,
        int minQp,
        int maxQp,
        RateControl rateControl,
        VideoEncoder encoder,
        String encoderPreset,
        String encoderParams,
        String pixelFormat,
        DynamicHdr dynamicHdr,
        StreamChoice streams,
        KeyInterval keyint,
        KeyInterval minKeyint,
        RateCap cap,
        int samplesPerShot,
        double minShotSeconds,
        int maxShotFrames) {
    public Preset {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(description, "description is null");
        Objects.requireNonNull(target, "target is null");
        check(safety >= 0 && safety <= 5, "safety", safety, "0 to 5");
        check(samplesPerShot >= 1 && samplesPerShot <= 3, "samplesPerShot", samplesPerShot, "1 to 3");
        check(minShotSeconds >= 0 && minShotSeconds <= 60, "minShotSeconds", minShotSeconds, "0 to 60");
        check(maxShotFrames >= 2 && maxShotFrames <= 100_000, "maxShotFrames", maxShotFrames, "2 to 100000");
        QpLimits.check(minQp, maxQp);
        Objects.requireNonNull(rateControl, "rateControl is null");
        Objects.requireNonNull(encoder, "encoder is null");
        Objects.requireNonNull(pixelFormat, "pixelFormat is null");
        Objects.requireNonNull(dynamicHdr, "dynamicHdr is null");
        Objects.requireNonNull(streams, "streams is null");
        Objects.requireNonNull(keyint, "keyint is null");
        Objects.requireNonNull(minKeyint, "minKeyint is null");
        Objects.requireNonNull(cap, "cap is null");
        EncoderChoice.checkCap(cap, rateControl);
        EncoderChoice.check(encoder, rateControl, encoderPreset, encoderParams);
        new KeyDistances(keyint, minKeyint).check(encoderParams);
    }

    /** Returns how far key frames are apart. */
    @JsonIgnore
    public KeyDistances keyDistances() {
        return new KeyDistances(keyint, minKeyint);
    }

    /** Returns limits on the length of a video's shots. */
    public ShotOptions shots(Rational frameRate) {
        return keyDistances().shots(minShotSeconds, maxShotFrames, frameRate);
    }

    @JsonIgnore
    public QpLimits limits() {
        return new QpLimits(minQp, maxQp);
    }

    @JsonIgnore
    public EncoderChoice encoding() {
        return new EncoderChoice(
                encoder, rateControl, encoderPreset, encoderParams, pixelFormat, dynamicHdr, streams, cap);
    }

    /**
     * Returns this preset with some choices changed, checked like a preset file.
     *
     * @param changes component name to value: text, a number, or one of this package's types
     */
    public Preset with(Map<String, ?> changes) {
        return PresetJson.changed(this, changes);
    }

    private static void check(boolean good, String name, Object value, String allowed) {
        if (!good) {
            throw new JndException.Usage(name + " is " + value + ", allowed is " + allowed);
        }
    }
}
