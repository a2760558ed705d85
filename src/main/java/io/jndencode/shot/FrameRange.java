package io.jndencode.shot;

/**
 * A half-open range of frame indices in presentation order.
 *
 * @param start first frame, from 0
 * @param end one past the last frame
 */
public record FrameRange(long start, long end) {
    public FrameRange {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("not a frame range: [" + start + ", " + end + ")");
        }
    }

    public long length() {
        return end - start;
    }

    public boolean contains(long frame) {
        return frame >= start && frame < end;
    }
}
