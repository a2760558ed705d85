package io.jndencode.plan.sidecar;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.media.Rational;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.ShotSettings;
import io.jndencode.plan.forecast.ShotForecast;
import io.jndencode.quality.FrameQuality;
import io.jndencode.quality.ShotQuality;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.Transition;
import io.jndencode.shot.alike.ShotLook;
import io.jndencode.text.EnumName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One shot of a sidecar, its fields side by side in the file.
 *
 * @param extent where it lies in the source
 * @param prediction what the model says of it
 * @param settings how it is encoded
 * @param forecast the size its encode will have; null if nothing is known of it
 * @param likeness what it looks like and how many shots of its batch look so; null unless these were to have like levels
 * @param result the result of the encode, null until encoded
 */
public record SidecarShot(
        @JsonUnwrapped Extent extent,
        @JsonUnwrapped Prediction prediction,
        @JsonUnwrapped ShotSettings settings,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ShotForecast forecast,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SidecarLikeness likeness,
        @Nullable Result result) {
    /**
     * Where a shot lies in the source.
     *
     * @param index position, from 0
     * @param startFrame first frame since the start of the file
     * @param endFrame one past the last
     * @param start seconds from the video's first frame
     * @param end seconds from the video's first frame to where the last frame stops being shown
     * @param startPts pts of the first frame in the source's time base; null in a hand-written sidecar
     * @param endPts where the last frame stops being shown, in the source's time base; null as above
     * @param transition how the shot begins: start, cut, dissolve, fade, split
     */
    public record Extent(
            int index,
            long startFrame,
            long endFrame,
            @Nullable Double start,
            @Nullable Double end,
            @Nullable Long startPts,
            @Nullable Long endPts,
            @Nullable String transition) {
        private static Extent of(PlannedShot planned, Rational timeBase, long origin) {
            Shot shot = planned.shot();
            return new Extent(
                    shot.index(),
                    shot.frames().start(),
                    shot.frames().end(),
                    seconds(planned.startPts(), timeBase, origin),
                    seconds(planned.endPts(), timeBase, origin),
                    planned.startPts(),
                    planned.endPts(),
                    EnumName.of(shot.transition()));
        }

        private Shot shot() {
            Transition how = transition == null ? Transition.CUT : EnumName.read(Transition.class, transition);
            return new Shot(index, new FrameRange(startFrame, endFrame), how);
        }

        private static @Nullable Double seconds(@Nullable Long pts, Rational timeBase, long origin) {
            return pts == null ? null : Decimals.round(timeBase.seconds(pts - origin), 6);
        }
    }

    /**
     * What the model says of a shot.
     *
     * @param sampledFrames frames the model saw
     * @param jnd the levels, null if a person gives only the QP
     * @param spread expected absolute error of JND1 in QP
     * @param confidence in-distribution, uncertain or out-of-distribution
     * @param note why the levels may be wrong, null if nothing suggests that
     */
    public record Prediction(
            @Nullable List<Long> sampledFrames,
            @Nullable Levels jnd,
            @Nullable Double spread,
            @Nullable String confidence,
            @Nullable String note) {
        private static Prediction of(PlannedShot planned) {
            JndPrediction jnd = planned.jnd();
            return jnd == null
                    ? new Prediction(planned.sampledFrames(), null, null, null, null)
                    : new Prediction(
                            planned.sampledFrames(),
                            Levels.of(jnd),
                            Decimals.round(jnd.spread(), 2),
                            EnumName.of(jnd.confidence()),
                            jnd.note().isEmpty() ? null : jnd.note());
        }

        private @Nullable JndPrediction levels() {
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
    }

    /** The three levels, as QPs. */
    public record Levels(
            @JsonProperty("JND1") double jnd1,
            @JsonProperty("JND2") double jnd2,
            @JsonProperty("JND3") double jnd3) {
        private static Levels of(JndPrediction jnd) {
            return new Levels(
                    Decimals.round(jnd.jnd1(), 2), Decimals.round(jnd.jnd2(), 2), Decimals.round(jnd.jnd3(), 2));
        }
    }

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
        return new SidecarShot(
                Extent.of(planned, timeBase, origin),
                Prediction.of(planned),
                planned.settings(),
                planned.forecast(),
                null,
                null);
    }

    /** Returns this shot with a result; null for none yet. */
    public SidecarShot with(@Nullable Result encoded) {
        return new SidecarShot(extent, prediction, settings, forecast, likeness, encoded);
    }

    /** Returns what was decided alone: this shot without its result, what was expected of it, and what a ceiling on the rate made of it. */
    public SidecarShot decision() {
        return new SidecarShot(extent, prediction, settings.uncapped(), null, null, null);
    }

    /** Returns this shot at the rate it was encoded at, which refining or a ceiling on the rate may have changed. */
    SidecarShot decided(ShotSettings as) {
        return new SidecarShot(extent, prediction, as, forecast(as), likeness, result);
    }

    /** Returns this shot with the forecast of the rate and the frames it has, which a person may have changed. */
    SidecarShot renewed() {
        return new SidecarShot(extent, prediction, settings, forecast(settings), likeness, result);
    }

    /** Returns this shot with what it looks like. */
    SidecarShot like(@Nullable SidecarLikeness other) {
        return new SidecarShot(extent, prediction, settings, forecast, other, result);
    }

    /** Returns what it looks like; empty if that was not noted, or its frames were changed since. */
    public Optional<ShotLook> look() {
        return likeness == null ? Optional.empty() : likeness.look(extent.endFrame() - extent.startFrame());
    }

    /** Returns the levels that the model predicts; null if a person gives only the QP. */
    public @Nullable JndPrediction levels() {
        return prediction.levels();
    }

    private @Nullable ShotForecast forecast(ShotSettings as) {
        return forecast == null ? null : forecast.at(extent.endFrame() - extent.startFrame(), as.quantiser());
    }

    /** Returns its position, from 0. */
    public int index() {
        return extent.index();
    }

    /** Returns the constant QP of its P frames. */
    public int qp() {
        return settings.qp();
    }

    /** Returns the shot as part of a plan. */
    public PlannedShot planned() {
        return new PlannedShot(
                extent.shot(),
                extent.startPts(),
                extent.endPts(),
                prediction.sampledFrames() == null ? List.of() : prediction.sampledFrames(),
                prediction.levels(),
                settings,
                forecast(settings));
    }
}
