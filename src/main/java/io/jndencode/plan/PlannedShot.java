package io.jndencode.plan;

import io.jndencode.jnd.JndPrediction;
import io.jndencode.plan.crf.RateMapping;
import io.jndencode.plan.forecast.ShotForecast;
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
 * @param settings how it is encoded
 * @param forecast the size its encode will have at its settings; null if nothing is known of it, as in a hand-written sidecar
 */
public record PlannedShot(
        Shot shot,
        @Nullable Long startPts,
        @Nullable Long endPts,
        List<Long> sampledFrames,
        @Nullable JndPrediction jnd,
        ShotSettings settings,
        @Nullable ShotForecast forecast) {
    public PlannedShot {
        Objects.requireNonNull(shot, "shot is null");
        sampledFrames = List.copyOf(sampledFrames);
        int qp = settings.qp();
        if (qp < 1 || qp > 51) {
            throw new IllegalArgumentException("shot " + shot.index() + " has QP " + qp + ", outside 1 to 51");
        }
        if (settings.crf() != null && !(settings.crf() > 0)) {
            throw new IllegalArgumentException("shot " + shot.index() + " has CRF " + settings.crf() + ", not above 0");
        }
        Integer keyDistance = settings.keyDistance();
        if (keyDistance != null && keyDistance < KeyInterval.LEAST) {
            throw new IllegalArgumentException("shot " + shot.index() + " has a key frame every " + keyDistance);
        }
    }

    /** Returns this shot at another QP that no limit changed; a CRF moves by the same amount on its scale. */
    public PlannedShot withQp(int other, RateMapping mapping) {
        return with(settings.withQp(other, mapping));
    }

    /** Returns this shot at another CRF, at which measurements say that it has the quality of its QP. */
    public PlannedShot atCrf(double other) {
        return with(settings.atCrf(other));
    }

    /**
     * Returns this shot below a ceiling on the rate.
     *
     * @param bufferStart see {@link ShotSettings.Capped}
     * @param usedCrf the CRF it is encoded at
     */
    public PlannedShot below(double bufferStart, double usedCrf) {
        return with(settings.below(bufferStart, usedCrf));
    }

    /** Returns this shot as it was planned, whatever a ceiling on the rate made of it. */
    public PlannedShot uncapped() {
        return with(settings.uncapped());
    }

    /** Returns this shot with another forecast of its size, of which something must be known already. */
    public PlannedShot expecting(SizeForecast other) {
        ShotForecast known = Objects.requireNonNull(forecast, "forecast is null");
        return new PlannedShot(shot, startPts, endPts, sampledFrames, jnd, settings, known.with(other));
    }

    /** Returns the size its encode will have at its settings; null if nothing is known of it. */
    public @Nullable SizeForecast size() {
        return forecast == null ? null : forecast.size();
    }

    /** Returns how many key frames so many frames from its first one on have. */
    public long keyFrames(long frames) {
        return settings.keyFrames(frames);
    }

    private PlannedShot with(ShotSettings other) {
        ShotForecast renewed =
                forecast == null ? null : forecast.at(shot.frames().length(), other.quantiser());
        return new PlannedShot(shot, startPts, endPts, sampledFrames, jnd, other, renewed);
    }

    /** Returns the constant QP of its P frames. */
    public int qp() {
        return settings.qp();
    }

    /** Returns the CRF it is encoded at; null in plans with constant QPs. */
    public @Nullable Double crf() {
        return settings.crf();
    }

    /** Returns the planned key frames, counted like the shot's frames: its first one, and those that a distance fixes. */
    public List<Long> keyFrames() {
        FrameRange frames = shot.frames();
        long step = settings.keyDistance() == null ? frames.length() : settings.keyDistance();
        return LongStream.iterate(frames.start(), frame -> frame < frames.end(), frame -> frame + step)
                .boxed()
                .toList();
    }

    /**
     * Returns the QP of the I frame the shot begins with, as x264 derives it from a constant QP (ipratio 1.4: -2.91,
     * rounded).
     */
    public int keyFrameQp() {
        return Math.max(0, qp() - 3);
    }
}
