package io.jndencode.encode.shot;

import io.jndencode.encode.VerifyOptions;
import io.jndencode.plan.QpLimits;
import io.jndencode.plan.Target;
import io.jndencode.quality.ShotQuality;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The target that encodes are checked against.
 *
 * @param checks what is measured and how often a shot may be encoded again
 * @param rule measures how far an encode is from the target, null if only figures are wanted
 * @param limits the QPs allowed
 */
public record RefinementTarget(
        VerifyOptions checks, @Nullable TargetDistance rule, QpLimits limits) {
    /** Disables all checks. */
    public static final RefinementTarget NONE = new RefinementTarget(VerifyOptions.NONE, null, QpLimits.ALL);

    public RefinementTarget {
        Objects.requireNonNull(checks, "checks is null");
        Objects.requireNonNull(limits, "limits is null");
    }

    /** Returns by how many QPs an encode is coarser (+) or finer (-) than the target; empty if unknown. */
    OptionalDouble error(@Nullable ShotQuality measured, int qp) {
        return rule == null || measured == null ? OptionalDouble.empty() : rule.qpError(measured, qp);
    }

    /** Returns whether shots off the target are encoded again. */
    boolean refines() {
        return rule != null && checks.refinements() > 0;
    }

    /** Creates the checks against a target. */
    public static RefinementTarget of(VerifyOptions checks, Target target, QpLimits limits) {
        return new RefinementTarget(checks, checks.measure() ? TargetDistance.of(target) : null, limits);
    }
}
