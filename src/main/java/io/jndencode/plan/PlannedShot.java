package io.jndencode.plan;

import io.jndencode.jnd.JndPrediction;
import io.jndencode.media.encoder.Rate;
import io.jndencode.plan.crf.RateMapping;
import io.jndencode.plan.forecast.SizeForecast;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A shot with the QP it is encoded at, or, with rate control CRF, the QP whose quality it should have.
 *
 * @param shot the shot
 * @param startPts pts of its first frame, in the source's time base; null if a hand-written sidecar omits it
 * @param endPts when its last frame stops being shown; null as above
 * @param sampledFrames the frames the model saw
 * @param jnd the prediction the QP comes from; null if a hand-written sidecar gives only the QP
 * @param qp x264 constant QP of P frames, 1 to 51
 * @param crf the CRF it is encoded at, on the encoder's own scale, chosen to measure the same as the QP; null in plans
 *     with constant QPs
 * @param clampedBy the limit that changed the QP, or null
 * @param keyDistance frames from each of its key frames to the next, the first of them its first frame; null leaves all but that
 *     one to the encoder
 * @param capped how the ceiling on the stream's rate changed it; null where the shot fits below it
 * @param forecast the size its encode will have, as planned; null if nothing is known of it, as in a hand-written sidecar
 */
public record PlannedShot(
        Shot shot,
        @Nullable Long startPts,
        @Nullable Long endPts,
        List<Long> sampledFrames,
        @Nullable JndPrediction jnd,
        int qp,
        @Nullable Double crf,
        @Nullable ClampedBy clampedBy,
        @Nullable Integer keyDistance,
        @Nullable Capped capped,
        @Nullable SizeForecast forecast) {
    /**
     * What the ceiling on the stream's rate did to a shot.
     *
     * @param bufferStart share of the ceiling's buffer that is full when the shot begins, above 0 to 1, as the encoder is told
     * @param wantedCrf the CRF of the quality wanted; the one it is encoded at may be coarser
     */
    public record Capped(double bufferStart, double wantedCrf) {}

    public PlannedShot {
        Objects.requireNonNull(shot, "shot is null");
        sampledFrames = List.copyOf(sampledFrames);
        if (qp < 1 || qp > 51) {
            throw new IllegalArgumentException("shot " + shot.index() + " has QP " + qp + ", outside 1 to 51");
        }
        if (crf != null && !(crf > 0)) {
            throw new IllegalArgumentException("shot " + shot.index() + " has CRF " + crf + ", not above 0");
        }
        if (keyDistance != null && keyDistance < KeyInterval.LEAST) {
            throw new IllegalArgumentException("shot " + shot.index() + " has a key frame every " + keyDistance);
        }
    }

    /** Creates a shot of unknown size. */
    public PlannedShot(
            Shot shot,
            @Nullable Long startPts,
            @Nullable Long endPts,
            List<Long> sampledFrames,
            @Nullable JndPrediction jnd,
            int qp,
            @Nullable Double crf,
            @Nullable ClampedBy clampedBy,
            @Nullable Integer keyDistance) {
        this(shot, startPts, endPts, sampledFrames, jnd, qp, crf, clampedBy, keyDistance, null, null);
    }

    /** Creates a shot encoded at its constant QP. */
    public PlannedShot(
            Shot shot,
            @Nullable Long startPts,
            @Nullable Long endPts,
            List<Long> sampledFrames,
            @Nullable JndPrediction jnd,
            int qp,
            @Nullable ClampedBy clampedBy) {
        this(shot, startPts, endPts, sampledFrames, jnd, qp, null, clampedBy, null, null, null);
    }

    /** Returns this shot at another QP that no limit changed; a CRF moves by the same amount on its scale. */
    public PlannedShot withQp(int other, RateMapping mapping) {
        return other == qp
                ? this
                : new PlannedShot(
                        shot,
                        startPts,
                        endPts,
                        sampledFrames,
                        jnd,
                        other,
                        shifted(crf, qp, other, mapping),
                        null,
                        keyDistance,
                        null,
                        forecast);
    }

    /**
     * Returns this shot below a ceiling on the rate.
     *
     * @param bufferStart see {@link Capped}
     * @param usedCrf the CRF it is encoded at
     */
    public PlannedShot below(double bufferStart, double usedCrf) {
        double wanted = capped == null ? Objects.requireNonNull(crf, "crf is null") : capped.wantedCrf();
        return with(usedCrf, new Capped(bufferStart, wanted));
    }

    /** Returns this shot as it was planned, whatever a ceiling on the rate made of it. */
    public PlannedShot uncapped() {
        return capped == null ? this : with(capped.wantedCrf(), null);
    }

    private PlannedShot with(@Nullable Double otherCrf, @Nullable Capped otherCapped) {
        return new PlannedShot(
                shot,
                startPts,
                endPts,
                sampledFrames,
                jnd,
                qp,
                otherCrf,
                clampedBy,
                keyDistance,
                otherCapped,
                forecast);
    }

    /** Converts a CRF, if there is one, for another QP. */
    public static @Nullable Double shifted(@Nullable Double crf, int from, int to, RateMapping mapping) {
        return crf == null ? null : Double.valueOf(mapping.shifted(crf, from, to));
    }

    /** Returns how the encoder is set for it: at its CRF, or without one at its constant QP. */
    public Rate rate() {
        return crf == null ? new Rate.ConstantQp(qp) : new Rate.Crf(crf);
    }

    /** Returns the planned key frames, counted like the shot's frames: its first one, and those that a distance fixes. */
    public List<Long> keyFrames() {
        FrameRange frames = shot.frames();
        long step = keyDistance == null ? frames.length() : keyDistance;
        return LongStream.iterate(frames.start(), frame -> frame < frames.end(), frame -> frame + step)
                .boxed()
                .toList();
    }

    /**
     * Returns the QP of the I frame the shot begins with, as x264 derives it from a constant QP (ipratio 1.4: -2.91,
     * rounded).
     */
    public int keyFrameQp() {
        return Math.max(0, qp - 3);
    }
}
