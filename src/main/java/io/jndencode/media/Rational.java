package io.jndencode.media;

/**
 * An exact fraction, like FFmpeg's AVRational: time bases, frame rates, sample aspect ratios.
 *
 * @param num numerator
 * @param den denominator, 0 only where FFmpeg itself uses 0/0 or 0/1 for "unknown"
 */
public record Rational(long num, long den) {
    public static final Rational UNKNOWN = new Rational(0, 1);

    /** Frames a second that encoders and FFmpeg assume of a video that states none. */
    public static final double USUAL_FRAME_RATE = 25;

    /** Parses {@code num/den}. Throws IllegalArgumentException if the text is no such fraction. */
    public static Rational parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is not a fraction such as 1/30000");
        }
        try {
            return new Rational(Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a fraction such as 1/30000", e);
        }
    }

    /** Returns whether this is a usable positive number. */
    public boolean known() {
        return num > 0 && den > 0;
    }

    public double toDouble() {
        return (double) num / den;
    }

    /** Returns this frame rate, or the usual one if it is unknown. */
    public double framesPerSecond() {
        return known() ? toDouble() : USUAL_FRAME_RATE;
    }

    /** Returns the seconds in {@code ticks} of this time base. */
    public double seconds(long ticks) {
        return ticks * (double) num / den;
    }

    /** Returns {@code num/den}, the spelling of FFmpeg and of the sidecar. */
    @Override
    public String toString() {
        return num + "/" + den;
    }
}
