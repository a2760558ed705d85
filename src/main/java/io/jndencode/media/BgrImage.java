package io.jndencode.media;

import java.util.Objects;

/**
 * An 8-bit full-range BGR picture, interleaved {@code B G R B G R ...}, row-major: the input of the models' preprocessing.
 *
 * @param width columns, in pixels
 * @param height rows, in pixels
 * @param samples {@code width * height * 3} bytes, unsigned; owned by the record, must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a pixel buffer, passed on uncopied; equals is not used
public record BgrImage(int width, int height, byte[] samples) {
    public BgrImage {
        Objects.requireNonNull(samples, "samples is null");
        if (width < 1 || height < 1 || samples.length != width * height * 3) {
            throw new IllegalArgumentException("a %dx%d BGR image needs %d bytes, got %d"
                    .formatted(width, height, width * height * 3, samples.length));
        }
    }
}
