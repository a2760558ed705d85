package io.jndencode.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.jndencode.JndException;
import io.jndencode.jnd.JndPrediction;
import java.util.Locale;

/**
 * How visible coding artefacts may become: 1, 2 and 3 are JND1 to JND3; values between them lie between the levels.
 *
 * <p>Interpolation is linear in QP, which is geometric in the quantiser's step. Below 1 it continues towards 0, which
 * is as far under JND1 as JND2 is above it (people's mean distance is 4.8 QP): a reserve for footage that will be
 * graded, enlarged or encoded again, not lossless quality.
 *
 * @param level 0 to 3
 */
public record Target(double level) {
    public static final Target JND1 = new Target(1);

    public Target {
        if (!(level >= 0 && level <= 3)) {
            throw new JndException.Usage("target " + text(level) + " is outside 0 to 3: give JND1, JND2, JND3 or a"
                    + " number between, such as 1.5");
        }
    }

    /** Reads texts such as {@code JND1}, {@code jnd2} and {@code 1.5}. */
    @JsonCreator
    public static Target parse(String text) {
        String word = text.strip().toUpperCase(Locale.ROOT);
        String number = word.startsWith("JND") ? word.substring(3) : word;
        try {
            return new Target(Double.parseDouble(number));
        } catch (NumberFormatException e) {
            throw new JndException.Usage(
                    "target \"" + text + "\" is not known: give JND1, JND2, JND3 or a number from 0 to 3, such as 1.5",
                    e);
        }
    }

    /** Returns the QP at this target before rounding and limiting; may be below 0 for an extremely demanding shot. */
    public double qp(JndPrediction jnd) {
        return jnd.levels().between(level);
    }

    /** Returns {@code JND1} for a whole level from 1 on, otherwise the number: the spelling used in sidecars. */
    @JsonValue
    @Override
    public String toString() {
        return level >= 1 && level == Math.rint(level) ? "JND" + (int) level : text(level);
    }

    /** Returns {@code jnd1} or {@code jnd1.5}: the middle part of an output's name. */
    public String fileTag() {
        return "jnd" + text(level);
    }

    private static String text(double level) {
        return level == Math.rint(level) && Math.abs(level) < 1e9
                ? Long.toString((long) level)
                : Double.toString(level);
    }
}
