package io.jndencode.encode;

import io.jndencode.plan.Target;
import io.jndencode.quality.JndRule;
import io.jndencode.quality.ShotQuality;
import java.util.OptionalDouble;

/** Tells from measurements how far an encode is from its target. */
@FunctionalInterface
public interface TargetRule {
    /**
     * By how many QPs an encode is coarser (+) or finer (-) than the target.
     *
     * @param measured the encode
     * @param qp its constant QP
     * @return empty where the measurement does not tell
     */
    OptionalDouble qpError(ShotQuality measured, int qp);

    /** The rule of the metric-JND labels, with what is measured of segments. */
    static TargetRule of(Target target) {
        JndRule rule = JndRule.standard();
        return (measured, qp) -> rule.qpError(measured, qp, target.level());
    }
}
