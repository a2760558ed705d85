package io.jndencode.encode.shot;

import com.sun.management.OperatingSystemMXBean;
import io.jndencode.encode.Resources;
import io.jndencode.media.VideoStream;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.RateControl;
import java.lang.management.ManagementFactory;

/**
 * How many shots the machine's memory lets be encoded at once. A worker's memory is its decoder's and encoder's pictures: it goes
 * with the picture's size and, for the encoder, with how far the preset looks.
 */
final class WorkerLimit {
    private WorkerLimit() {}

    /** Workers that fit in half of this machine's memory, of as many as it has hardware threads; at least one. */
    static int workers(VideoStream video, EncoderChoice encoder) {
        return workers(video, encoder, all() / 2, Runtime.getRuntime().availableProcessors());
    }

    private static long all() {
        try {
            return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                    ? system.getTotalMemorySize() // of the container, where the process runs in one
                    : Runtime.getRuntime().maxMemory();
        } catch (RuntimeException e) {
            // Java 17 does not find its control group in a name space of its own and throws.
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
