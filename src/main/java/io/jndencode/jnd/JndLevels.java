package io.jndencode.jnd;

/**
 * A number for each of the three levels: x264 constant QPs, predicted, measured or given by a label.
 *
 * @param jnd1 QP of JND1
 * @param jnd2 QP of JND2
 * @param jnd3 QP of JND3
 */
public record JndLevels(double jnd1, double jnd2, double jnd3) {
    /** Creates the levels of a label; throws {@link IllegalArgumentException} unless they are QPs from 0 to 51 that do not fall. */
    public static JndLevels ofLabel(double jnd1, double jnd2, double jnd3) {
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
        return new JndLevels(jnd1, jnd2, jnd3);
    }

    /** Returns the QP of one level. */
    public double of(JndLevel level) {
        return switch (level) {
            case JND1 -> jnd1;
            case JND2 -> jnd2;
            case JND3 -> jnd3;
        };
    }

    /** Returns the levels in order. */
    public double[] toArray() {
        return new double[] {jnd1, jnd2, jnd3};
    }

    /**
     * Returns the QP at a level from 0 to 3, interpolated between the levels; level 0 is as far below JND1 as JND2 is above
     * it.
     */
    public double between(double level) {
        if (level < 2) {
            return jnd1 + (level - 1) * (jnd2 - jnd1);
        }
        return jnd2 + (level - 2) * (jnd3 - jnd2);
    }
}
