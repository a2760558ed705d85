package io.jndencode.media;

import java.util.Locale;
import java.util.Objects;

/**
 * A frame of a source in the format in which metric-JND labels are measured: 8-bit 4:2:0, no larger than
 * {@value #WIDEST}x{@value #HIGHEST}, larger sources scaled down with Lanczos. {@code ModelInputRenderer} converts it for a model.
 *
 * @param width columns, even
 * @param height rows, even
 * @param samples planes Y, Cb, Cr one after the other, unsigned, {@code width * height * 3 / 2} bytes; owned by the record, must not be
 *     changed
 * @param matrix AVCOL_SPC value
 * @param fullRange whether black is 0 and white 255, instead of 16 and 235
 */
@SuppressWarnings("ArrayRecordComponent") // a pixel buffer, passed on uncopied; equals is not used
public record SourcePicture(int width, int height, byte[] samples, int matrix, boolean fullRange) {
    /** Largest width at which labels are measured. */
    public static final int WIDEST = 1280;

    public static final int HIGHEST = 720;

    public SourcePicture {
        Objects.requireNonNull(samples, "samples is null");
        if (width < 2 || height < 2 || (width | height) % 2 != 0 || samples.length != width * height * 3 / 2) {
            throw new IllegalArgumentException(
                    "not a 4:2:0 picture: %dx%d of %d bytes".formatted(width, height, samples.length));
        }
    }

    /** A size in pixels, even in both directions. */
    public record Size(int width, int height) {
        /** Returns the size in which a source is judged: its own, or the largest of its shape at which labels are measured. */
        public static Size of(int width, int height) {
            double scale = Math.min(1, Math.min((double) WIDEST / width, (double) HIGHEST / height));
            return new Size(even(width * scale), even(height * scale));
        }

        private static int even(double size) {
            return Math.max(2, 2 * (int) Math.floor(size / 2 + 0.25));
        }

        /** Returns the filters that convert frames to this size. */
        public String filters() {
            return String.format(Locale.ROOT, "scale=%d:%d:flags=lanczos,format=yuv420p", width, height);
        }
    }
}
