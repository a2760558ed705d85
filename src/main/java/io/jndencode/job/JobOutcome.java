package io.jndencode.job;

import io.jndencode.plan.EncodePlan;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.quality.ShotQuality;
import java.util.List;
import java.util.Objects;

/**
 * What came of one video.
 *
 * @param plan what was decided
 * @param sidecar the record of the job, with results where it was encoded
 * @param lostFrames of the source: packets that could not be read or decoded, and frames it promises but does not hold
 * @param seconds wall time
 * @param quality what was measured, a shot each in order; empty where nothing was
 */
public record JobOutcome(EncodePlan plan, Sidecar sidecar, long lostFrames, double seconds, List<ShotQuality> quality) {
    public JobOutcome {
        quality = List.copyOf(quality);
        Objects.requireNonNull(plan, "plan is null");
        Objects.requireNonNull(sidecar, "sidecar is null");
    }
}
