package io.jndencode.encode.shot;

import io.jndencode.plan.Target;
import io.jndencode.quality.ShotQuality;
import io.jndencode.quality.rule.MetricJndModel;
import java.util.OptionalDouble;

/** Tells from measurements how far an encode is from its target. */
@FunctionalInterface
public interface TargetDistance {
    /**
     * By how many QPs an encode is coarser (+) or finer (-) than the target.
     *
     * @param measured the encode
     * @param qp its constant QP
     * @return empty where the measurement does not tell
     */
    OptionalDouble qpError(ShotQuality measured, int qp);

    /** The rule of the metric-JND labels, with what is measured of segments. */
    static TargetDistance of(Target target) {
        MetricJndModel rule = MetricJndModel.standard();
        return (measured, qp) -> rule.qpError(measured, qp, target.level());
    }
}
