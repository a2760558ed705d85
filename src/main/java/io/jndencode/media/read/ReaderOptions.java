package io.jndencode.media.read;

/**
 * Options of a {@link VideoReader}.
 *
 * @param threads decoding threads; 0 for FFmpeg's own choice
 * @param exactSeek whether positioning may jump to a key frame; false decodes from the start, for sources whose timestamps had to be
 *     repaired
 * @param notingSizes whether to record the size of every coded frame, which {@link CodedBytes} needs for parts
 */
public record ReaderOptions(int threads, boolean exactSeek, boolean notingSizes) {
    public ReaderOptions {
        if (threads < 0 || threads > 64) {
            throw new IllegalArgumentException("decoding threads must be 0 to 64, got " + threads);
        }
    }

    /**
     * Returns options for readers that process every frame: two threads more than cores, so that the cores stay busy while the last frame
     * is processed. FFmpeg's own choice is one more than cores, and at most 16.
     */
    public static ReaderOptions defaults() {
        return new ReaderOptions(Math.min(16, Runtime.getRuntime().availableProcessors() + 2), true, false);
    }

    /** Returns these options with another number of threads. */
    public static ReaderOptions threads(int threads) {
        return new ReaderOptions(threads, true, false);
    }

    /** Returns these options with or without recording the size of every coded frame. */
    public ReaderOptions notingSizes(boolean noted) {
        return new ReaderOptions(threads, exactSeek, noted);
    }
}
