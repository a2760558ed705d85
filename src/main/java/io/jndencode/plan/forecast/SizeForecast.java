package io.jndencode.plan.forecast;

import io.jndencode.math.Doublings;

/**
 * The size that coded video will have, as far as it can be known before its encode.
 *
 * @param bytes the expected size: as likely too small as too large
 * @param low lower end of the range that {@value #COVERAGE} % of all encodes fall into; as many are below it as above {@code high}
 * @param high upper end of the range
 */
public record SizeForecast(long bytes, long low, long high) {
    /** Share of encodes within the range, in percent. */
    public static final int COVERAGE = 80;

    /** Standard deviations of a normal distribution from the mean to either end of the range. */
    static final double DEVIATIONS = 1.2816;

    /** Deviation of what 24 frames from the middle of a shot tell of it, in doublings: so that 80 % of 121 shots lie in their ranges. */
    static final double TRIED = 0.283;

    /** The same of 48 frames at a CRF. */
    private static final double TRIED_CRF = 0.25;

    public SizeForecast {
        if (!(low >= 0 && low <= bytes && bytes <= high)) {
            throw new IllegalArgumentException("a forecast of " + bytes + " bytes, " + low + " to " + high);
        }
    }

    /** Creates a forecast whose error is normally distributed on a logarithmic scale. */
    static SizeForecast of(double bytes, double doublings) {
        double span = Math.pow(2, DEVIATIONS * doublings);
        return ofBytes(bytes, bytes / span, bytes * span);
    }

    /** Creates a forecast from sizes that are not whole bytes. */
    static SizeForecast ofBytes(double bytes, double low, double high) {
        return new SizeForecast(Math.round(bytes), Math.round(low), Math.round(high));
    }

    /** Creates the forecast of a shot of which some frames were encoded as it will be, at a constant QP or at a CRF. */
    public static SizeForecast tried(double bytes, boolean crf) {
        return of(bytes, crf ? TRIED_CRF : TRIED);
    }

    /** Creates the forecast of a size that is known. */
    public static SizeForecast known(long bytes) {
        return new SizeForecast(bytes, bytes, bytes);
    }

    /** Returns the standard deviation of the error, in doublings. */
    double doublings() {
        return Doublings.of((high + 1.0) / (low + 1.0)) / 2 / DEVIATIONS;
    }
}
