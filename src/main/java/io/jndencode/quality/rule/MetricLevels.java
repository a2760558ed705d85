package io.jndencode.quality.rule;

/**
 * The QPs at which coding is judged to become visible, by metrics.
 *
 * @param jnd1 constant QP of the first level
 * @param jnd2 of the second, above it
 * @param jnd3 of the third, above that
 */
public record MetricLevels(double jnd1, double jnd2, double jnd3) {
    /** QP at a level from 0 to 3, between the levels in proportion; level 0 is as far under JND1 as JND2 is above it. */
    public double at(double level) {
        if (level < 2) {
            return jnd1 + (level - 1) * (jnd2 - jnd1);
        }
        return jnd2 + (level - 2) * (jnd3 - jnd2);
    }
}
