package io.jndencode.media;

import java.util.Locale;
import java.util.Objects;

/**
 * A frame of a source as metric-JND labels are measured on it: 8-bit 4:2:0, no larger than {@value #WIDEST}x{@value #HIGHEST}, scaled
 * with Lanczos where the source is larger. {@code ModelInputRenderer} shows it to a model.
 *
 * @param width columns, even
 * @param height rows, even
 * @param samples planes Y, Cb, Cr one after the other, unsigned, {@code width * height * 3 / 2} bytes; owned by the record, not to be
 *     changed
 * @param matrix AVCOL_SPC value
 * @param fullRange whether black is 0 and white 255, instead of 16 and 235
 */
@SuppressWarnings("ArrayRecordComponent") // a pixel buffer, handed on uncopied; equals is not used
public record SourcePicture(int width, int height, byte[] samples, int matrix, boolean fullRange) {
    /** Labels are measured at this width at most. */
    public static final int WIDEST = 1280;

    public static final int HIGHEST = 720;

    public SourcePicture {
        Objects.requireNonNull(samples, "samples is null");
        if (width < 2 || height < 2 || (width | height) % 2 != 0 || samples.length != width * height * 3 / 2) {
            throw new IllegalArgumentException(
                    "not a 4:2:0 picture: %dx%d of %d bytes".formatted(width, height, samples.length));
        }
    }

    /** A size, even. */
    public record Size(int width, int height) {
        /** The size a source of some size is judged in: its own, or the largest of its shape that labels are measured at. */
        public static Size of(int width, int height) {
            double scale = Math.min(1, Math.min((double) WIDEST / width, (double) HIGHEST / height));
            return new Size(even(width * scale), even(height * scale));
        }

        private static int even(double size) {
            return Math.max(2, 2 * (int) Math.floor(size / 2 + 0.25));
        }

        /** The filters that bring frames to it. */
        public String filters() {
            return String.format(Locale.ROOT, "scale=%d:%d:flags=lanczos,format=yuv420p", width, height);
        }
    }
}
