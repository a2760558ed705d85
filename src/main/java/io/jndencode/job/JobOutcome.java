package io.jndencode.job;

import io.jndencode.plan.EncodePlan;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarForecast;
import io.jndencode.quality.ShotQuality;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a job on one video.
 *
 * @param plan the decisions
 * @param sidecar the record of the job, with results if it was encoded
 * @param lostFrames lost frames of the source: packets that could not be read or decoded, and frames it announces but
 *     lacks
 * @param seconds wall time
 * @param quality the measurements of each shot in order; empty if nothing was measured
 * @param leftAlone whether nothing was encoded because too little was expected to be saved
 */
public record JobOutcome(
        EncodePlan plan,
        Sidecar sidecar,
        long lostFrames,
        double seconds,
        List<ShotQuality> quality,
        boolean leftAlone) {
    public JobOutcome {
        quality = List.copyOf(quality);
        Objects.requireNonNull(plan, "plan is null");
        Objects.requireNonNull(sidecar, "sidecar is null");
    }

    /** Creates the outcome of a job that did what it was asked for. */
    public JobOutcome(EncodePlan plan, Sidecar sidecar, long lostFrames, double seconds, List<ShotQuality> quality) {
        this(plan, sidecar, lostFrames, seconds, quality, false);
    }

    /** Returns this outcome of a plan that is not encoded because too little would be saved. */
    JobOutcome left() {
        return new JobOutcome(plan, sidecar, lostFrames, seconds, quality, true);
    }

    /** Returns this outcome with another record of the same job. */
    public JobOutcome with(Sidecar other) {
        return new JobOutcome(plan, other, lostFrames, seconds, quality, leftAlone);
    }

    /** Returns whether fewer percent of the video are expected to be saved; no if that is not known or not asked. */
    boolean savesLessThan(@Nullable Double percent) {
        SidecarForecast forecast = sidecar.forecast();
        return percent != null && forecast != null && forecast.savesLessThan(percent);
    }
}
