package io.jndencode.media;

/**
 * An exact fraction, as FFmpeg's AVRational: time bases, frame rates, sample aspect ratios.
 *
 * @param num numerator
 * @param den denominator, 0 only where FFmpeg itself says "unknown" as 0/0 or 0/1
 */
public record Rational(long num, long den) {
    public static final Rational UNKNOWN = new Rational(0, 1);

    /** Whether this is a usable positive number. */
    public boolean known() {
        return num > 0 && den > 0;
    }

    public double toDouble() {
        return (double) num / den;
    }

    /** Seconds of {@code ticks} where this is the time base. */
    public double seconds(long ticks) {
        return ticks * (double) num / den;
    }

    /** {@code num/den}, the spelling of FFmpeg and of the sidecar. */
    @Override
    public String toString() {
        return num + "/" + den;
    }
}
