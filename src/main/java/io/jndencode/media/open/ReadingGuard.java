package io.jndencode.media.open;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;

import io.jndencode.JndException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends FFmpeg's reading of one file from outside: when the reading thread is interrupted, and when a single step of it goes on for too
 * long without giving anything or reading on. Owns a word of native memory, which must live as long as the file is open.
 */
final class ReadingGuard implements AutoCloseable {
    /** FFmpeg asks before every block it reads; one object for all files, never collected, for native code holds its address. */
    private static final Asked ASKED = new Asked();

    /** Places in the native words: when to stop, by {@link System#nanoTime}; the bytes' address; how far they were read. */
    private static final int UNTIL = 0;

    private static final int BYTES = 1;
    private static final int FARTHEST = 2;
    private static final int SECONDS = 3;

    /** Answers "shall I stop?" for the guard whose words it is given. */
    private static final class Asked extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer words) {
            try {
                return Thread.currentThread().isInterrupted() || stalled(new LongPointer(words)) ? 1 : 0;
            } catch (Throwable e) { // nothing may be thrown through native frames
                return 1;
            }
        }

        /** Who reads on in a file comes to its end at some time: only who does not is late. */
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

    /** A native place known by its number. */
    private static final class Address extends Pointer {
        Address(long address) {
            this.address = address;
        }
    }

    private final Path file;
    private final double seconds;
    private final LongPointer words = new LongPointer(4);

    ReadingGuard(Path file, double seconds) {
        this.file = file;
        this.seconds = seconds;
        words.put(UNTIL, 0).put(BYTES, 0).put(FARTHEST, -1).put(SECONDS, (long) (seconds * 1e9));
    }

    private static long end(long nanos) {
        long end = System.nanoTime() + nanos;
        return end == 0 ? 1 : end;
    }

    /** Reading on in these bytes counts as progress from now on. */
    void watch(AVIOContext bytes) {
        words.put(BYTES, bytes.address());
    }

    /** Makes a native structure ask this guard. */
    AVIOInterruptCB attach(AVIOInterruptCB callback) {
        return callback.callback(ASKED).opaque(words);
    }

    /** A step begins that must give something, or go on reading, in time. */
    void begin() {
        words.put(FARTHEST, -1).put(UNTIL, end(words.get(SECONDS)));
    }

    /** Whether the step that was begun has taken its time, or is not wanted any more. */
    boolean over() {
        return Thread.currentThread().isInterrupted() || late();
    }

    private boolean late() {
        return System.nanoTime() - words.get(UNTIL) > 0;
    }

    /**
     * The step has ended.
     *
     * @param status FFmpeg's
     * @return the same, where it was not this guard that ended it
     */
    int end(int status) {
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
