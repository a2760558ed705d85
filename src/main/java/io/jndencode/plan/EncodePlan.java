package io.jndencode.plan;

import java.util.List;
import java.util.Objects;

/**
 * Everything needed to encode: the encoder's settings and every shot, in order, without a gap.
 *
 * @param encoder settings of all shots
 * @param shots at least one; each begins where the one before ends
 */
public record EncodePlan(EncoderChoice encoder, List<PlannedShot> shots) {
    public EncodePlan {
        Objects.requireNonNull(encoder, "encoder is null");
        shots = List.copyOf(shots);
        if (shots.isEmpty()) {
            throw new IllegalArgumentException("a plan without shots");
        }
        for (int i = 1; i < shots.size(); i++) {
            long end = shots.get(i - 1).shot().frames().end();
            if (shots.get(i).shot().frames().start() != end) {
                throw new IllegalArgumentException("shot " + i + " does not begin at frame " + end);
            }
        }
    }

    /** Returns the first frame of the plan, counted from the start of the file. */
    public long firstFrame() {
        return shots.get(0).shot().frames().start();
    }

    /** Returns the index one past the last frame. */
    public long endFrame() {
        return shots.get(shots.size() - 1).shot().frames().end();
    }
}
