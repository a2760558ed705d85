package io.jndencode.encode;

import io.jndencode.plan.QpLimits;
import io.jndencode.plan.Target;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What encodes are held against.
 *
 * @param checks what is measured and how often a shot may be encoded again
 * @param rule tells how far an encode is from the target, null where only figures are wanted
 * @param limits of the QP
 */
record Aim(Checks checks, @Nullable TargetRule rule, QpLimits limits) {
    /** No checking at all. */
    static final Aim NONE = new Aim(Checks.NONE, null, QpLimits.X264);

    Aim {
        Objects.requireNonNull(checks, "checks is null");
        Objects.requireNonNull(limits, "limits is null");
    }

    /** Checks against a target. */
    static Aim of(Checks checks, Target target, QpLimits limits) {
        return new Aim(checks, checks.measure() ? TargetRule.of(target) : null, limits);
    }
}
