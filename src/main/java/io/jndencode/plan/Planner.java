package io.jndencode.plan;

import io.jndencode.JndException;
import io.jndencode.jnd.AnalysedShot;
import io.jndencode.jnd.JndPrediction;

/**
 * Turns a shot's predicted levels into the QP it is encoded at.
 *
 * <p>QP = floor(level at the target - safety x spread), then limited. Rounded down, because the promise is the coarsest
 * whole QP that does not exceed the level: rounding to the nearest would put half of all shots above it by up to half a
 * QP. The cost is half a QP on the mean, about 5 % of the bits. The model's own error is several times larger; whoever
 * wants a reserve against that too sets {@code safety} in the preset.
 */
public final class Planner {
    /** Keeps 26.0 that arithmetic made 25.999999 from falling to 25. */
    private static final double ROUNDING_SLACK = 1e-6;

    private final Preset preset;

    public Planner(Preset preset) {
        if (preset.rateControl() instanceof RateControl.Crf) {
            throw new JndException.Usage("rate control crf is not available yet: the levels are constant QPs and a CRF"
                    + " needs a calibration of its own; use cqp");
        }
        this.preset = preset;
    }

    public PlannedShot plan(AnalysedShot analysed) {
        int qp = qp(analysed.jnd());
        QpLimits limits = preset.limits();
        return new PlannedShot(
                analysed.shot(),
                analysed.startPts(),
                analysed.endPts(),
                analysed.sampledFrames(),
                analysed.jnd(),
                limits.clamp(qp),
                limits.reason(qp));
    }

    /** The whole QP before the limits; may be negative. */
    private int qp(JndPrediction jnd) {
        double wanted = preset.target().qp(jnd) - preset.safety() * jnd.spread();
        return (int) Math.floor(wanted + ROUNDING_SLACK);
    }
}
