package io.jndencode.encode.shot;

import com.sun.management.OperatingSystemMXBean;
import io.jndencode.encode.Resources;
import io.jndencode.media.VideoStream;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.RateControl;
import java.lang.management.ManagementFactory;

/**
 * Divides the machine's memory. Half of it limits the number of shots encoded at once: a worker's memory is that of the
 * pictures in its decoder and encoder, which grows with the picture size and, for the encoder, with the lookahead of its
 * preset. An eighth limits the frames that are kept since they were read until they are encoded.
 */
public final class MemoryBudget {
    private static final int SHARES_OF_WORKERS = 2;

    private static final int SHARES_OF_READ_AHEAD = 8;

    /** Frames kept for each worker, and for the shot being read: a shot of usual length. */
    private static final int FRAMES_AHEAD = 64;

    /** More of them for each worker where they stay until their encode is measured, and are not let go one by one. */
    private static final int FRAMES_HELD = 32;

    private MemoryBudget() {}

    /** Returns the most bytes of frames that one of several jobs keeps until they are encoded, or measured. */
    static long readAheadOfOne(VideoStream video, int workers, boolean measured, int jobs) {
        return readAhead(video, workers, measured, all() / SHARES_OF_READ_AHEAD / jobs);
    }

    static long readAhead(VideoStream video, int workers, boolean measured, long budget) {
        long frame = (long) video.geometry().width()
                * video.geometry().height()
                * (video.format().bitDepth() > 8 ? 2 : 1)
                * 3
                / 2;
        long frames = (workers + 1L) * FRAMES_AHEAD + (measured ? (long) workers * FRAMES_HELD : 0);
        return Math.min(budget, frames * frame);
    }

    /**
     * Returns the number of workers that fit in half of this machine's memory, at most one per hardware thread and at
     * least one.
     */
    public static int workers(VideoStream video, EncoderChoice encoder) {
        return workers(
                video, encoder, all() / SHARES_OF_WORKERS, Runtime.getRuntime().availableProcessors());
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
        long perPixel = encoder.encoder()
                .bytesPerPixel(encoder.preset(), crf, video.format().bitDepth());
        long each =
                Math.max(1, (long) video.geometry().width() * video.geometry().height() * perPixel);
        return (int) Math.max(1, Math.min(Math.min(threads, Resources.MOST), budget / each));
    }
}
