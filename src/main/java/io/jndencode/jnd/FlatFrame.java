package io.jndencode.jnd;

import io.jndencode.media.BgrImage;

/** Tells black, white and otherwise empty frames, of which no model can say anything. */
public final class FlatFrame {
    /** Standard deviation of green, of 255, below which a frame has no content; noise of a dark scene is above it. */
    private static final double FLAT = 3;

    /** Every seventh pixel is enough, and seven shares no factor with usual widths. */
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
