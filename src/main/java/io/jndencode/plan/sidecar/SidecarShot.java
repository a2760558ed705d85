package io.jndencode.plan.sidecar;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.media.Rational;
import io.jndencode.plan.ClampedBy;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.forecast.SizeForecast;
import io.jndencode.quality.FrameQuality;
import io.jndencode.quality.ShotQuality;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.Transition;
import io.jndencode.text.EnumName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One shot of a sidecar.
 *
 * @param index position, from 0
 * @param startFrame first frame since the start of the file
 * @param endFrame one past the last
 * @param start seconds from the video's first frame
 * @param end seconds from the video's first frame to where the last frame stops being shown
 * @param startPts pts of the first frame in the source's time base; null in a hand-written sidecar
 * @param endPts where the last frame stops being shown, in the source's time base; null as above
 * @param transition how the shot begins: start, cut, dissolve, fade, split
 * @param sampledFrames frames the model saw
 * @param jnd the levels, null if a person gives only the QP
 * @param spread expected absolute error of JND1 in QP
 * @param confidence in-distribution, uncertain or out-of-distribution
 * @param note why the levels may be wrong, null if nothing suggests that
 * @param qp the constant QP of P frames; I frames take QP-3, B frames QP+2
 * @param crf the CRF it is encoded at in a plan with CRFs, where the QP describes the quality wanted; null in plans
 *     with constant QPs
 * @param clampedBy min-qp or max-qp where a limit changed the QP
 * @param keyDistance frames from each of its key frames to the next; null leaves all but the first to the encoder
 * @param capped how the ceiling on the stream's rate changed it; null where it fits below
 * @param forecast the size its encode will have, as planned; null if nothing is known of it
 * @param result the result of the encode, null until encoded
 */
public record SidecarShot(
        int index,
        long startFrame,
        long endFrame,
        @Nullable Double start,
        @Nullable Double end,
        @Nullable Long startPts,
        @Nullable Long endPts,
        @Nullable String transition,
        @Nullable List<Long> sampledFrames,
        @Nullable Levels jnd,
        @Nullable Double spread,
        @Nullable String confidence,
        @Nullable String note,
        int qp,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double crf,
        @Nullable ClampedBy clampedBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer keyDistance,
        @JsonInclude(JsonInclude.Include.NON_NULL) PlannedShot.@Nullable Capped capped,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SizeForecast forecast,
        @Nullable Result result) {
    /** The three levels, as QPs. */
    public record Levels(
            @JsonProperty("JND1") double jnd1,
            @JsonProperty("JND2") double jnd2,
            @JsonProperty("JND3") double jnd3) {}

    /**
     * The result of encoding a shot.
     *
     * @param bytes size of the coded video of the shot
     * @param kbps kilobits a second
     * @param xpsnr dB, null where not measured
     * @param ssim 0 to 1, null where not measured
     * @param worstFrame the frame of the lowest XPSNR, null where not measured
     * @param attempts number of encodes it took
     * @param probedFrames number of frames encoded beforehand to find the QP of the first encode
     * @param predictedError by how many QPs the level measured on the first encode lies above (+) or below (-) the one
     *     predicted; null where not measured
     * @param targetError by how many QPs this encode is coarser (+) or finer (-) than the target, as measured; null as
     *     above
     */
    public record Result(
            long bytes,
            double kbps,
            @Nullable Double xpsnr,
            @Nullable Double ssim,
            @Nullable WorstFrame worstFrame,
            int attempts,
            int probedFrames,
            @Nullable Double predictedError,
            @Nullable Double targetError) {
        /** Creates a result without measurements. */
        public static Result encoded(long bytes, double seconds) {
            double kbps = seconds > 0 ? bytes * 8 / seconds / 1000 : 0;
            return new Result(bytes, Decimals.round(kbps, 1), null, null, null, 1, 0, null, null);
        }

        /** Returns this result with measurements. */
        public Result measured(ShotQuality quality) {
            FrameQuality worst = quality.worst();
            return new Result(
                    bytes,
                    kbps,
                    Decimals.round(quality.xpsnr(), 3),
                    Decimals.round(quality.ssim(), 5),
                    new WorstFrame(worst.index(), Decimals.round(worst.xpsnr(), 3), Decimals.round(worst.ssim(), 5)),
                    attempts,
                    probedFrames,
                    predictedError,
                    targetError);
        }

        /**
         * Returns this result with the number of encodes and of probed frames it took, and the deviations of the QP
         * that were measured.
         */
        public Result refined(int encodes, int probed, @Nullable Double prediction, @Nullable Double target) {
            return new Result(
                    bytes, kbps, xpsnr, ssim, worstFrame, encodes, probed, rounded(prediction), rounded(target));
        }

        private static @Nullable Double rounded(@Nullable Double qps) {
            return qps == null ? null : Decimals.round(qps, 2);
        }
    }

    /** A frame, counted from the start of the file, and its similarity to the original. */
    public record WorstFrame(long frame, double xpsnr, double ssim) {}

    static SidecarShot of(PlannedShot planned, Rational timeBase, long origin) {
        Shot shot = planned.shot();
        JndPrediction jnd = planned.jnd();
        return new SidecarShot(
                shot.index(),
                shot.frames().start(),
                shot.frames().end(),
                seconds(planned.startPts(), timeBase, origin),
                seconds(planned.endPts(), timeBase, origin),
                planned.startPts(),
                planned.endPts(),
                EnumName.of(shot.transition()),
                planned.sampledFrames(),
                jnd == null ? null : levels(jnd),
                jnd == null ? null : Decimals.round(jnd.spread(), 2),
                jnd == null ? null : EnumName.of(jnd.confidence()),
                jnd == null || jnd.note().isEmpty() ? null : jnd.note(),
                planned.qp(),
                planned.crf(),
                planned.clampedBy(),
                planned.keyDistance(),
                planned.capped(),
                planned.forecast(),
                null);
    }

    /** Returns this shot with a result; null for none yet. */
    public SidecarShot with(@Nullable Result encoded) {
        return decided(planned(), forecast, encoded);
    }

    /** Returns what was decided alone: this shot without its result, what was expected of it, and what a ceiling on the rate made of it. */
    public SidecarShot decision() {
        return decided(planned().uncapped(), null, null);
    }

    /** Returns this shot at the rate it was encoded at, which refining or a ceiling on the rate may have changed. */
    SidecarShot decided(PlannedShot as) {
        return decided(as, forecast, result);
    }

    /** Returns this shot with another decision or another result. */
    private SidecarShot decided(PlannedShot as, @Nullable SizeForecast expected, @Nullable Result encoded) {
        return new SidecarShot(
                index,
                startFrame,
                endFrame,
                start,
                end,
                startPts,
                endPts,
                transition,
                sampledFrames,
                jnd,
                spread,
                confidence,
                note,
                as.qp(),
                as.crf(),
                as.clampedBy(),
                keyDistance,
                as.capped(),
                expected,
                encoded);
    }

    /** Returns the shot as part of a plan. */
    public PlannedShot planned() {
        Transition how = transition == null ? Transition.CUT : EnumName.read(Transition.class, transition);
        return new PlannedShot(
                new Shot(index, new FrameRange(startFrame, endFrame), how),
                startPts,
                endPts,
                sampledFrames == null ? List.of() : sampledFrames,
                prediction(),
                qp,
                crf,
                clampedBy,
                keyDistance,
                capped,
                forecast);
    }

    private @Nullable JndPrediction prediction() {
        if (jnd == null) {
            return null;
        }
        return new JndPrediction(
                jnd.jnd1(),
                jnd.jnd2(),
                jnd.jnd3(),
                spread == null ? 0 : spread,
                confidence == null
                        ? JndPrediction.Confidence.OUT_OF_DISTRIBUTION
                        : EnumName.read(JndPrediction.Confidence.class, confidence),
                note == null ? "" : note);
    }

    private static Levels levels(JndPrediction jnd) {
        return new Levels(Decimals.round(jnd.jnd1(), 2), Decimals.round(jnd.jnd2(), 2), Decimals.round(jnd.jnd3(), 2));
    }

    private static @Nullable Double seconds(@Nullable Long pts, Rational timeBase, long origin) {
        return pts == null ? null : Decimals.round(timeBase.seconds(pts - origin), 6);
    }
}
