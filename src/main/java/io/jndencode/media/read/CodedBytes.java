package io.jndencode.media.read;

/** How many bytes the coded frames of a video have that a reader reads. */
public final class CodedBytes {
    private CodedBytes() {}

    /** Of all frames read since the reader was opened. */
    public static long all(VideoReader reader) {
        return reader.decoder().sizes().total();
    }

    /**
     * Of the frames with a timestamp in a part.
     *
     * @param reader opened with {@link ReaderOptions#notingSizes}
     * @param from in ticks of the video's time base
     * @param to the first tick behind it
     */
    public static long between(VideoReader reader, long from, long to) {
        long scale = reader.scale();
        return reader.decoder().sizes().between(ceilDiv(from, scale), ceilDiv(to, scale));
    }

    private static long ceilDiv(long ticks, long scale) {
        return -Math.floorDiv(-ticks, scale);
    }
}
