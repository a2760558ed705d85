package io.jndencode.nn;

/**
 * Numbers from low to high, each as likely as the other; one number where they are equal.
 *
 * @param low the lowest
 * @param high the highest
 */
public record Interval(double low, double high) {
    static Interval only(double value) {
        return new Interval(value, value);
    }
}
