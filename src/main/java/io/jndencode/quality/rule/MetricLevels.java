package io.jndencode.quality.rule;

/**
 * The QPs at which coding becomes visible according to metrics.
 *
 * @param jnd1 constant QP of the first level
 * @param jnd2 constant QP of the second level, above jnd1
 * @param jnd3 constant QP of the third level, above jnd2
 */
public record MetricLevels(double jnd1, double jnd2, double jnd3) {
    /** Returns the QP at a level from 0 to 3, interpolated between the levels; level 0 is as far below JND1 as JND2 is above it. */
    public double at(double level) {
        if (level < 2) {
            return jnd1 + (level - 1) * (jnd2 - jnd1);
        }
        return jnd2 + (level - 2) * (jnd3 - jnd2);
    }
}
