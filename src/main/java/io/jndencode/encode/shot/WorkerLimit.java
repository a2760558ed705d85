package io.jndencode.encode.shot;

import com.sun.management.OperatingSystemMXBean;
import io.jndencode.encode.Resources;
import io.jndencode.media.VideoStream;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.RateControl;
import java.lang.management.ManagementFactory;

/**
 * Limits the number of shots encoded at once by the machine's memory. A worker's memory is that of the pictures in its
 * decoder and encoder: it grows with the picture size and, for the encoder, with the lookahead of its preset.
 */
final class WorkerLimit {
    private WorkerLimit() {}

    /**
     * Returns the number of workers that fit in half of this machine's memory, at most one per hardware thread and at
     * least one.
     */
    static int workers(VideoStream video, EncoderChoice encoder) {
        return workers(video, encoder, all() / 2, Runtime.getRuntime().availableProcessors());
    }

    private static long all() {
        try {
            return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                    ? system.getTotalMemorySize() // the container's memory if the process runs in one
                    : Runtime.getRuntime().maxMemory();
        } catch (RuntimeException e) {
            // Java 17 throws if it does not find its control group in a name space of its own.
            return Runtime.getRuntime().maxMemory();
        }
    }

    static int workers(VideoStream video, EncoderChoice encoder, long budget, int threads) {
        boolean crf = encoder.rateControl() instanceof RateControl.Crf;
        long perPixel = encoder.encoder().bytesPerPixel(encoder.preset(), crf, video.bitDepth());
        long each = Math.max(1, (long) video.width() * video.height() * perPixel);
        return (int) Math.max(1, Math.min(Math.min(threads, Resources.MOST), budget / each));
    }
}
