package io.jndencode.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jndencode.media.encoder.Rate;
import io.jndencode.plan.crf.RateMapping;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one shot has of its own in the encoder's settings. Not checked: a hand-edited sidecar may hold anything.
 *
 * @param qp x264 constant QP of P frames, 1 to 51; I frames take QP-3, B frames QP+2
 * @param crf the CRF it is encoded at, on the encoder's own scale, chosen to measure the same as the QP; null in plans with constant QPs
 * @param clampedBy the limit that changed the QP, or null
 * @param keyDistance frames from each of its key frames to the next, the first of them its first frame; null leaves all but that one
 *     to the encoder
 * @param capped how the ceiling on the stream's rate changed it; null where the shot fits below it
 */
public record ShotSettings(
        int qp,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double crf,
        QpLimits.@Nullable Limit clampedBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer keyDistance,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Capped capped) {
    /** x264's own, where it chooses the key frames; the others then have one a shot, but few shots are longer. */
    private static final long USUAL_KEY_DISTANCE = 250;

    /**
     * What the ceiling on the stream's rate did to a shot.
     *
     * @param bufferStart share of the ceiling's buffer that is full when the shot begins, above 0 to 1, as the encoder is told
     * @param wantedCrf the CRF of the quality wanted; the one it is encoded at may be coarser
     */
    public record Capped(double bufferStart, double wantedCrf) {}

    /** Returns the settings of a constant QP that no limit changed. */
    public static ShotSettings constant(int qp) {
        return new ShotSettings(qp, null, null, null, null);
    }

    /** Returns how many key frames so many frames from a shot's first one on have; those an encoder adds where it finds them cheaper apart. */
    long keyFrames(long frames) {
        return keyFrames(frames, keyDistance);
    }

    /** Does the same for a distance of key frames; null for the encoder's own. */
    static long keyFrames(long frames, @Nullable Integer distance) {
        long apart = distance == null ? USUAL_KEY_DISTANCE : distance;
        return (frames + apart - 1) / apart;
    }

    /** Returns how the encoder is set: to the CRF, or without one to the constant QP. */
    public Rate rate() {
        return crf == null ? new Rate.ConstantQp(qp) : new Rate.Crf(crf);
    }

    /** Returns the CRF, or without one the constant QP. */
    public double quantiser() {
        return crf == null ? qp : crf;
    }

    /** Returns the settings at another QP that no limit changed; a CRF moves by the same amount on its scale. */
    ShotSettings withQp(int other, RateMapping mapping) {
        Double moved = crf == null ? null : Double.valueOf(mapping.shifted(crf, qp, other));
        return other == qp ? this : new ShotSettings(other, moved, null, keyDistance, null);
    }

    /** Returns the settings at another CRF that stands for the same QP. */
    ShotSettings atCrf(double other) {
        return new ShotSettings(qp, other, clampedBy, keyDistance, capped);
    }

    /** Returns the settings below a ceiling on the rate: see {@link Capped}. */
    ShotSettings below(double bufferStart, double usedCrf) {
        double wanted = capped == null ? Objects.requireNonNull(crf, "crf is null") : capped.wantedCrf();
        return new ShotSettings(qp, usedCrf, clampedBy, keyDistance, new Capped(bufferStart, wanted));
    }

    /** Returns the settings as they were planned, whatever a ceiling on the rate made of them. */
    public ShotSettings uncapped() {
        return capped == null ? this : new ShotSettings(qp, capped.wantedCrf(), clampedBy, keyDistance, null);
    }
}
