package io.jndencode.encode.shot;

import io.jndencode.encode.VerifyOptions;
import io.jndencode.plan.QpLimits;
import io.jndencode.plan.Target;
import io.jndencode.quality.ShotQuality;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What encodes are held against.
 *
 * @param checks what is measured and how often a shot may be encoded again
 * @param rule tells how far an encode is from the target, null where only figures are wanted
 * @param limits of the QP
 */
public record RefinementTarget(
        VerifyOptions checks, @Nullable TargetDistance rule, QpLimits limits) {
    /** No checking at all. */
    public static final RefinementTarget NONE = new RefinementTarget(VerifyOptions.NONE, null, QpLimits.ALL);

    public RefinementTarget {
        Objects.requireNonNull(checks, "checks is null");
        Objects.requireNonNull(limits, "limits is null");
    }

    /** By how many QPs an encode is coarser (+) or finer (-) than the target; empty where that cannot be told. */
    OptionalDouble error(@Nullable ShotQuality measured, int qp) {
        return rule == null || measured == null ? OptionalDouble.empty() : rule.qpError(measured, qp);
    }

    /** Whether shots off the target are encoded again. */
    boolean refines() {
        return rule != null && checks.refinements() > 0;
    }

    /** Checks against a target. */
    public static RefinementTarget of(VerifyOptions checks, Target target, QpLimits limits) {
        return new RefinementTarget(checks, checks.measure() ? TargetDistance.of(target) : null, limits);
    }
}
