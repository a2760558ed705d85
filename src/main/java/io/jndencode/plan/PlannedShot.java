package io.jndencode.plan;

import io.jndencode.jnd.JndPrediction;
import io.jndencode.shot.Shot;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A shot with the QP it is to be encoded at.
 *
 * @param shot the shot
 * @param startPts pts of its first frame, in the source's time base; null where a person's sidecar leaves it out
 * @param endPts when its last frame stops being shown; null as above
 * @param sampledFrames the frames the model saw
 * @param jnd the prediction the QP comes from; null where a person's sidecar gives only the QP
 * @param qp x264 constant QP of P frames, 1 to 51
 * @param clampedBy the limit that changed the QP, or null
 */
public record PlannedShot(
        Shot shot,
        @Nullable Long startPts,
        @Nullable Long endPts,
        List<Long> sampledFrames,
        @Nullable JndPrediction jnd,
        int qp,
        @Nullable ClampedBy clampedBy) {
    public PlannedShot {
        Objects.requireNonNull(shot, "shot is null");
        sampledFrames = List.copyOf(sampledFrames);
        if (qp < 1 || qp > 51) {
            throw new IllegalArgumentException("shot " + shot.index() + " has QP " + qp + ", outside 1 to 51");
        }
    }

    /** The same at another QP, which no limit had a hand in. */
    public PlannedShot withQp(int other) {
        return other == qp ? this : new PlannedShot(shot, startPts, endPts, sampledFrames, jnd, other, null);
    }

    /** QP of the I frame the shot begins with, as x264 derives it from a constant QP (ipratio 1.4: -2.91, rounded). */
    public int keyFrameQp() {
        return Math.max(0, qp - 3);
    }
}
