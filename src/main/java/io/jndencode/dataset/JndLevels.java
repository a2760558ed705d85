package io.jndencode.dataset;

import io.jndencode.jnd.JndLevel;

/**
 * The three labelled levels of a picture, as x264 constant QPs.
 *
 * @param jnd1 QP of JND1
 * @param jnd2 QP of JND2, not below jnd1
 * @param jnd3 QP of JND3, not below jnd2
 */
public record JndLevels(double jnd1, double jnd2, double jnd3) {
    public JndLevels {
        if (Double.isNaN(jnd1) || Double.isNaN(jnd2) || Double.isNaN(jnd3)) {
            throw new IllegalArgumentException("a level is not a number: " + jnd1 + " " + jnd2 + " " + jnd3);
        }
        if (jnd1 < 0 || jnd3 > 51) {
            throw new IllegalArgumentException("levels outside 0..51: " + jnd1 + " " + jnd2 + " " + jnd3);
        }
        if (jnd2 < jnd1 || jnd3 < jnd2) {
            throw new IllegalArgumentException(
                    "levels must not fall from JND1 to JND3: " + jnd1 + " " + jnd2 + " " + jnd3);
        }
    }

    /** Returns the QP of one level. */
    public double of(JndLevel level) {
        return switch (level) {
            case JND1 -> jnd1;
            case JND2 -> jnd2;
            case JND3 -> jnd3;
        };
    }

    /** Returns the level at a column, 0 for JND1. */
    public double at(int column) {
        return switch (column) {
            case 0 -> jnd1;
            case 1 -> jnd2;
            case 2 -> jnd3;
            default -> throw new IndexOutOfBoundsException(column);
        };
    }
}
