package io.jndencode.plan.export;

import io.jndencode.plan.EncodePlan;
import io.jndencode.shot.FrameRange;
import java.util.stream.Collectors;

/**
 * The plan as zones of the x264 program: {@code start,end,q=QP/...}, frames counted from the first one planned, ends inclusive.
 *
 * <p>Zones alone leave the key frame after a cut at the QP of the shot before, so they belong together with the
 * {@linkplain QpfileExport qpfile} and these options, with which x264 gives what this program does but for two bytes in ten
 * thousand: {@code x264 --crf 23 --aq-mode 0 --no-mbtree --zones "$(cat FILE)" --qpfile QPFILE}.
 */
public final class ZonesExport {
    private ZonesExport() {}

    /** One line. */
    public static String text(EncodePlan plan) {
        long first = plan.firstFrame();
        return plan.shots().stream()
                .map(shot -> {
                    FrameRange frames = shot.shot().frames();
                    return (frames.start() - first) + "," + (frames.end() - 1 - first) + ",q=" + shot.qp();
                })
                .collect(Collectors.joining("/", "", "\n"));
    }
}
