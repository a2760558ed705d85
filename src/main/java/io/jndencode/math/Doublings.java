package io.jndencode.math;

/** Logarithms to base 2. */
public final class Doublings {
    private Doublings() {}

    /** Returns how often 1 is doubled to give a value above 0. */
    public static double of(double value) {
        return Math.log(value) / Math.log(2);
    }
}
