package io.jndencode.jnd;

import io.jndencode.media.BgrImage;

/** Detects black, white and otherwise empty frames, about which no model can predict anything. */
public final class FlatFrame {
    /** Standard deviation of green, of 255, below which a frame has no content; noise in a dark scene is above it. */
    private static final double FLAT = 3;

    /** Pixels between samples; 7 shares no factor with common widths. */
    private static final int STEP = 7;

    private FlatFrame() {}

    public static boolean isFlat(BgrImage image) {
        byte[] samples = image.samples();
        long sum = 0;
        long squares = 0;
        long count = 0;
        for (int i = 1; i < samples.length; i += 3 * STEP) {
            int green = samples[i] & 0xff;
            sum += green;
            squares += (long) green * green;
            count++;
        }
        double mean = (double) sum / count;
        return (double) squares / count - mean * mean < FLAT * FLAT;
    }
}
