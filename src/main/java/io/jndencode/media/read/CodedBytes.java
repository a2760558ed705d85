package io.jndencode.media.read;

/** Computes the size of a video's coded frames from what a reader has read. */
public final class CodedBytes {
    private CodedBytes() {}

    /** Returns the bytes of all frames read since the reader was opened. */
    public static long all(VideoReader reader) {
        return reader.decoder().sizes().total();
    }

    /**
     * Returns the bytes of the frames with a timestamp in a range.
     *
     * @param reader opened with {@link ReaderOptions#notingSizes}
     * @param from in ticks of the video's time base
     * @param to the first tick past the range
     */
    public static long between(VideoReader reader, long from, long to) {
        long scale = reader.scale();
        return reader.decoder().sizes().between(ceilDiv(from, scale), ceilDiv(to, scale));
    }

    private static long ceilDiv(long ticks, long scale) {
        return -Math.floorDiv(-ticks, scale);
    }
}
