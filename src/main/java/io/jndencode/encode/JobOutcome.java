package io.jndencode.encode;

import io.jndencode.plan.EncodePlan;
import io.jndencode.plan.Sidecar;
import java.util.Objects;

/**
 * What came of one video.
 *
 * @param plan what was decided
 * @param sidecar the record of the job, with results where it was encoded
 * @param lostFrames packets of the source that could not be read or decoded
 * @param seconds wall time
 */
public record JobOutcome(EncodePlan plan, Sidecar sidecar, long lostFrames, double seconds) {
    public JobOutcome {
        Objects.requireNonNull(plan, "plan is null");
        Objects.requireNonNull(sidecar, "sidecar is null");
    }
}
