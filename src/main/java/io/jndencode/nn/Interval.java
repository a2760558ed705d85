package io.jndencode.nn;

/**
 * A uniform distribution from low to high; a single number if they are equal.
 *
 * @param low the lowest
 * @param high the highest
 */
public record Interval(double low, double high) {
    static Interval only(double value) {
        return new Interval(value, value);
    }
}
