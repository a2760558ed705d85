package io.jndencode.encode.shot;

import io.jndencode.plan.Target;
import io.jndencode.quality.ShotQuality;
import io.jndencode.quality.rule.MetricJndModel;
import java.util.OptionalDouble;

/** Measures how far an encode is from its target. */
@FunctionalInterface
public interface TargetDistance {
    /**
     * Returns by how many QPs an encode is coarser (+) or finer (-) than the target.
     *
     * @param measured the measurements of the encode
     * @param qp its constant QP
     * @return empty if the measurement is inconclusive
     */
    OptionalDouble qpError(ShotQuality measured, int qp);

    /** Returns the rule of the metric-JND labels, applied to the measurements of segments. */
    static TargetDistance of(Target target) {
        MetricJndModel rule = MetricJndModel.standard();
        return (measured, qp) -> rule.qpError(measured, qp, target.level());
    }
}
