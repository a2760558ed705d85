package io.jndencode.media;

import java.util.Objects;

/**
 * A small 8-bit luma picture of one frame, always in limited range (16 black, 235 white).
 *
 * @param width columns, in pixels
 * @param height rows, in pixels
 * @param samples row-major, {@code width * height} bytes, unsigned; owned by the record, must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a pixel buffer, passed on uncopied; equals is not used
public record LumaImage(int width, int height, byte[] samples) {
    public LumaImage {
        Objects.requireNonNull(samples, "samples is null");
        if (width < 1 || height < 1 || samples.length != width * height) {
            throw new IllegalArgumentException("a %dx%d luma image needs %d bytes, got %d"
                    .formatted(width, height, width * height, samples.length));
        }
    }

    /** Returns the luma at a position, 0 to 255. */
    public int at(int x, int y) {
        return samples[y * width + x] & 0xff;
    }
}
