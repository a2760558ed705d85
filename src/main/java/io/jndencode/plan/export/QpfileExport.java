package io.jndencode.plan.export;

import io.jndencode.plan.EncodePlan;
import java.util.stream.Collectors;

/**
 * The key frames of the plan as a qpfile of the x264 program: {@code FRAME I QP}, frames counted from the first one planned.
 *
 * <p>Only the first frame of every shot is named, with the QP an I frame has at the shot's QP; all others follow the
 * {@linkplain ZonesExport zones}.
 */
public final class QpfileExport {
    private QpfileExport() {}

    /** One line a shot. */
    public static String text(EncodePlan plan) {
        long first = plan.firstFrame();
        return plan.shots().stream()
                .map(shot -> (shot.shot().frames().start() - first) + " I " + shot.keyFrameQp() + "\n")
                .collect(Collectors.joining());
    }
}
