package io.jndencode.encode;

import io.jndencode.plan.Target;
import io.jndencode.quality.ShotQuality;
import org.jspecify.annotations.Nullable;

/** Tells from measurements how far an encode is from its target. */
@FunctionalInterface
public interface TargetRule {
    /**
     * By how many QPs an encode is coarser (+) or finer (-) than the target.
     *
     * @param measured the encode
     * @param qp its constant QP
     */
    double qpError(ShotQuality measured, int qp);

    /** The rule of the metric-JND labels, null where it says nothing of such a target. */
    static @Nullable TargetRule of(Target target) {
        return null;
    }
}
