package io.jndencode.media.read;

/**
 * How a {@link VideoReader} decodes.
 *
 * @param threads decoding threads; 0 lets FFmpeg take its own number
 * @param exactSeek whether positioning may jump to a key frame; false decodes from the start, for sources whose timestamps had
 *     to be repaired
 * @param notingSizes whether the bytes of every coded frame are noted, so that {@link CodedBytes} can tell those of a part
 */
public record ReaderOptions(int threads, boolean exactSeek, boolean notingSizes) {
    public ReaderOptions {
        if (threads < 0 || threads > 64) {
            throw new IllegalArgumentException("decoding threads must be 0 to 64, got " + threads);
        }
    }

    /**
     * For readers that do something with every frame: two threads more than cores, so that the cores stay busy while the last frame is
     * looked at. FFmpeg's own number is one more, and 16 at most.
     */
    public static ReaderOptions defaults() {
        return new ReaderOptions(Math.min(16, Runtime.getRuntime().availableProcessors() + 2), true, false);
    }

    /** The same with this number of threads. */
    public static ReaderOptions threads(int threads) {
        return new ReaderOptions(threads, true, false);
    }

    /** The same, and the bytes of every coded frame are noted. */
    public ReaderOptions notingSizes(boolean noted) {
        return new ReaderOptions(threads, exactSeek, noted);
    }
}
