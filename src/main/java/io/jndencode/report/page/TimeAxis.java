package io.jndencode.report.page;

/**
 * The axis that all charts of a page share, from left to right.
 *
 * @param start seconds at its left end
 * @param end seconds at its right end
 */
public record TimeAxis(double start, double end) {
    private static final double LEAST = 1e-3;

    /** Returns its length in seconds, never 0. */
    public double seconds() {
        return Math.max(LEAST, end - start);
    }

    /** Returns the position of a time on it, 0 to 1. */
    public double place(double time) {
        return Math.max(0, Math.min(1, (time - start) / seconds()));
    }
}
