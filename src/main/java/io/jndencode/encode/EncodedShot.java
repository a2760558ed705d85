package io.jndencode.encode;

import io.jndencode.media.segment.Segment;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.quality.ShotQuality;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A shot in its final encode.
 *
 * @param shot with its final QP, which refining may have changed
 * @param segment the file it is encoded in
 * @param attempts number of encodes it took
 * @param probed number of frames encoded beforehand to find the QP of the first encode
 * @param quality measured, null if it was not measured
 * @param deviation how far the QP is off according to the measurement, null if that is unknown
 */
public record EncodedShot(
        PlannedShot shot,
        Segment segment,
        int attempts,
        int probed,
        @Nullable ShotQuality quality,
        @Nullable Deviation deviation) {
    /**
     * Deviations found by measuring, in QPs.
     *
     * @param prediction by how much the level measured on the first whole encode lies above (+) or below (-) the one
     *     predicted
     * @param target by how much this encode is coarser (+) or finer (-) than the target
     */
    public record Deviation(double prediction, double target) {}

    public EncodedShot {
        Objects.requireNonNull(shot, "shot is null");
        Objects.requireNonNull(segment, "segment is null");
    }

    /** Returns the result as written to a sidecar; {@code seconds} is the duration of the shot, 0 if unknown. */
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
