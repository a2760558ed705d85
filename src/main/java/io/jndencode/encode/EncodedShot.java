package io.jndencode.encode;

import io.jndencode.media.segment.Segment;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.quality.ShotQuality;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A shot that is encoded for good.
 *
 * @param shot with the QP it has now, which refining may have changed
 * @param segment its file
 * @param attempts encodes it took
 * @param probed frames that were encoded before, to find the QP of the first
 * @param quality measured, null where nobody asked
 * @param deviation what the measurement says of the QP, null where it says nothing
 */
public record EncodedShot(
        PlannedShot shot,
        Segment segment,
        int attempts,
        int probed,
        @Nullable ShotQuality quality,
        @Nullable Deviation deviation) {
    /**
     * What measuring says, in QPs.
     *
     * @param prediction by how much the level measured on the first whole encode lies above (+) or below (-) the one predicted
     * @param target by how much this encode is coarser (+) or finer (-) than the target
     */
    public record Deviation(double prediction, double target) {}

    public EncodedShot {
        Objects.requireNonNull(shot, "shot is null");
        Objects.requireNonNull(segment, "segment is null");
    }

    /** As a sidecar says it; {@code seconds} is how long the shot lasts, 0 where that is not known. */
    public SidecarShot.Result result(double seconds) {
        SidecarShot.Result plain = SidecarShot.Result.encoded(segment.bytes(), seconds);
        SidecarShot.Result measured = quality == null ? plain : plain.measured(quality);
        return measured.refined(
                attempts,
                probed,
                deviation == null ? null : deviation.prediction(),
                deviation == null ? null : deviation.target());
    }
}
