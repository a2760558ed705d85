package io.jndencode.media.open;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;

import io.jndencode.JndException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Stops FFmpeg's reading of one file when the reading thread is interrupted, or when a single step takes too long without returning
 * anything or reading further. Owns a word of native memory, which must live as long as the file is open.
 */
final class ReadingGuard implements AutoCloseable {
    /**
     * The callback FFmpeg calls before every block it reads; one object for all files, never collected, because native code holds its
     * address.
     */
    private static final Asked ASKED = new Asked();

    /** Indices into the native words: deadline by {@link System#nanoTime}, address of the bytes, position read so far. */
    private static final int UNTIL = 0;

    private static final int BYTES = 1;
    private static final int FARTHEST = 2;
    private static final int SECONDS = 3;

    /** Returns whether to stop, for the guard whose words it is given. */
    private static final class Asked extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer words) {
            try {
                return Thread.currentThread().isInterrupted() || stalled(new LongPointer(words)) ? 1 : 0;
            } catch (Throwable e) { // nothing may be thrown through native frames
                return 1;
            }
        }

        /**
         * Returns whether reading has stalled: while the position advances the file will end at some time, so only a lack of progress
         * counts.
         */
        private static boolean stalled(LongPointer words) {
            long bytes = words.get(BYTES);
            if (words.get(UNTIL) == 0) {
                return false;
            }
            long place = bytes == 0 ? -1 : new AVIOContext(new Address(bytes)).pos();
            if (place > words.get(FARTHEST)) {
                words.put(FARTHEST, place);
                words.put(UNTIL, end(words.get(SECONDS)));
            }
            return System.nanoTime() - words.get(UNTIL) > 0;
        }
    }

    /** A native pointer with a known address. */
    private static final class Address extends Pointer {
        Address(long address) {
            this.address = address;
        }
    }

    private final Path file;
    private final double seconds;
    private final LongPointer words = new LongPointer(4);
    private @Nullable RemoteBytes remote;

    ReadingGuard(Path file, double seconds) {
        this.file = file;
        this.seconds = seconds;
        words.put(UNTIL, 0).put(BYTES, 0).put(FARTHEST, -1).put(SECONDS, (long) (seconds * 1e9));
    }

    private static long end(long nanos) {
        long end = System.nanoTime() + nanos;
        return end == 0 ? 1 : end;
    }

    /** From now on counts reading further in these bytes as progress. */
    void watch(AVIOContext bytes) {
        words.put(BYTES, bytes.address());
    }

    /** From now on a failure of these bytes ends a step, and reading further in them counts as progress. */
    void watch(RemoteBytes bytes) {
        remote = bytes;
        watch(bytes.context());
    }

    /** Makes a native structure call this guard. */
    AVIOInterruptCB attach(AVIOInterruptCB callback) {
        return callback.callback(ASKED).opaque(words);
    }

    /** Starts a step, which must return something or read further in time. */
    void begin() {
        words.put(FARTHEST, -1).put(UNTIL, end(words.get(SECONDS)));
    }

    /** Returns whether the current step has timed out or was interrupted. */
    boolean over() {
        return Thread.currentThread().isInterrupted() || late();
    }

    private boolean late() {
        return System.nanoTime() - words.get(UNTIL) > 0;
    }

    /**
     * Ends a step.
     *
     * @param status FFmpeg's status of the step
     * @return the same, unless this guard stopped the step
     */
    int end(int status) {
        if (remote != null) {
            remote.check();
        }
        if (status < 0 && Thread.currentThread().isInterrupted()) {
            throw new JndException.Interrupted("interrupted while reading " + file);
        }
        if (status < 0 && (late() || status == AVERROR_EXIT)) {
            throw new JndException.Input("%s gave nothing for %.0f s and was given up: it has no end, or what holds it"
                            .formatted(file, seconds)
                    + " does not answer (--stall-timeout sets the time)");
        }
        words.put(UNTIL, 0);
        return status;
    }

    @Override
    public void close() {
        words.close();
    }
}
