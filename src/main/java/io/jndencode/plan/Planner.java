package io.jndencode.plan;

import io.jndencode.analysis.AnalysedShot;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.media.VideoStream;
import io.jndencode.plan.crf.CrfScene;
import io.jndencode.plan.crf.RateMapping;
import io.jndencode.plan.forecast.Forecaster;
import io.jndencode.shot.FrameRange;
import org.jspecify.annotations.Nullable;

/**
 * Turns a shot's predicted levels into the QP it is encoded at.
 *
 * <p>QP = floor(level at the target - safety x spread), then limited. Rounded down, because the promise is the coarsest
 * whole QP that does not exceed the level: rounding to the nearest would put half of all shots above it by up to half a
 * QP. The cost is half a QP on the mean, about 5 % of the bits. The model's own error is several times larger; {@code
 * safety} in the preset adds a reserve against that too. With rate control CRF, the plan also has the CRF that measures
 * the same as this QP.
 */
public final class Planner {
    /** Keeps 26.0 that arithmetic turned into 25.999999 from falling to 25. */
    public static final double ROUNDING_SLACK = 1e-6;

    private final Preset preset;
    private final VideoStream video;
    private final @Nullable RateMapping mapping;
    private final Forecaster forecaster;

    /** Creates a planner for the shots of a video. */
    public Planner(Preset preset, VideoStream video) {
        preset.keyDistances().check(video.timing().frameRate());
        this.preset = preset;
        this.video = video;
        this.mapping = preset.encoding().rateControl() instanceof RateControl.Crf
                ? RateMapping.of(preset.encoding().encoder().id())
                : null;
        this.forecaster = new Forecaster(
                new Forecaster.Settings(
                        preset.encoding().encoder().id(),
                        mapping != null,
                        preset.encoding().preset(),
                        preset.encoding().params().isBlank()),
                video);
    }

    public PlannedShot plan(AnalysedShot analysed) {
        int qp = qp(analysed.jnd());
        QpLimits limits = preset.limits();
        int limited = limits.clamp(qp);
        Double crf = crf(limited, analysed);
        FrameRange frames = analysed.shot().frames();
        Integer keyDistance = keyDistance(frames);
        return new PlannedShot(
                analysed.shot(),
                analysed.startPts(),
                analysed.endPts(),
                analysed.sampledFrames(),
                analysed.jnd(),
                new ShotSettings(limited, crf, limits.reason(qp), keyDistance, null),
                forecaster.of(analysed, limited, crf, ShotSettings.keyFrames(frames.length(), keyDistance)));
    }

    private @Nullable Integer keyDistance(FrameRange shot) {
        return preset.keyDistances().of(shot, video.timing().frameRate());
    }

    private @Nullable Double crf(int qp, AnalysedShot analysed) {
        if (mapping == null) {
            return null;
        }
        long frames = analysed.shot().frames().length();
        return mapping.crf(preset.encoding().preset(), qp, CrfScene.of(analysed.traits(), frames, video));
    }

    /** Returns the whole QP before the limits are applied; may be negative. */
    private int qp(JndPrediction jnd) {
        return qp(preset.target().qp(jnd), preset.safety(), jnd.spread());
    }

    /**
     * Returns the whole QP for a level with a margin under it, before the limits are applied.
     *
     * @param safety how many expected errors ({@code spread}) the QP lies under the level
     */
    public static int qp(double level, double safety, double spread) {
        return (int) Math.floor(level - safety * spread + ROUNDING_SLACK);
    }
}
