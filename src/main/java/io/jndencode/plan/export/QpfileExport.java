package io.jndencode.plan.export;

import io.jndencode.plan.EncodePlan;
import java.util.stream.Collectors;

/**
 * Exports the key frames of the plan as a qpfile for the x264 program: {@code FRAME I QP}, frames counted from the
 * first one planned.
 *
 * <p>Only the first frame of every shot, and the key frames inside that the plan fixes, are named, with the QP an I frame has at the shot's QP; all others follow the
 * {@linkplain ZonesExport zones}.
 */
public final class QpfileExport {
    private QpfileExport() {}

    /** Returns the qpfile with one line per key frame. */
    public static String text(EncodePlan plan) {
        long first = plan.firstFrame();
        return plan.shots().stream()
                .flatMap(shot ->
                        shot.keyFrames().stream().map(frame -> (frame - first) + " I " + shot.keyFrameQp() + "\n"))
                .collect(Collectors.joining());
    }
}
