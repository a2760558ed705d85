package io.jndencode.plan.export;

import io.jndencode.media.encoder.X265;
import io.jndencode.plan.EncodePlan;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.shot.FrameRange;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Exports the plan as zones for the x264 program: {@code start,end,q=QP/...}, frames counted from the first one
 * planned, ends inclusive.
 *
 * <p>Zones alone leave the key frame after a cut at the QP of the previous shot, so they need the {@linkplain
 * QpfileExport qpfile} and these options, with which x264's output matches this program's but for two bytes in ten
 * thousand: {@code x264 --crf 23 --aq-mode 0 --no-mbtree --zones "$(cat FILE)" --qpfile QPFILE}.
 */
public final class ZonesExport {
    /** The CRF to which the factors are relative. */
    private static final double BASE = 24;

    private ZonesExport() {}

    /** Returns the zones in one line. */
    public static String text(EncodePlan plan) {
        long first = plan.firstFrame();
        return plan.shots().stream()
                .map(shot -> {
                    FrameRange frames = shot.shot().frames();
                    return (frames.start() - first) + "," + (frames.end() - 1 - first) + ",q=" + shot.qp();
                })
                .collect(Collectors.joining("/", "", "\n"));
    }

    /** Returns whether a plan's CRFs are x265's own. */
    static boolean isOfX265(Sidecar sidecar) {
        return sidecar.encoder().choice().encoder() instanceof X265;
    }

    /**
     * Returns one line of zones for the x265 program as factors of the bit rate, {@code b=2^((BASE - CRF) / 6)}, which
     * turn the quantisers of {@code --crf BASE} into those of the shot's CRF.
     */
    static String factors(EncodePlan plan) {
        long first = plan.firstFrame();
        return plan.shots().stream()
                .map(shot -> {
                    FrameRange frames = shot.shot().frames();
                    double crf = shot.crf() == null ? BASE : shot.crf();
                    return String.format(
                            Locale.ROOT,
                            "%d,%d,b=%.4f",
                            frames.start() - first,
                            frames.end() - 1 - first,
                            Math.pow(2, (BASE - crf) / 6));
                })
                .collect(Collectors.joining("/", "", "\n"));
    }
}
