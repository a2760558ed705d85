package io.jndencode.jnd;

import java.util.Objects;

/**
 * The QPs at which viewers notice the first, second and third difference, as x264 constant QPs of P frames.
 *
 * @param jnd1 QP of JND1, 0 to 51
 * @param jnd2 QP of JND2, above jnd1
 * @param jnd3 QP of JND3, above jnd2
 * @param spread expected absolute error of jnd1, in QP
 * @param confidence whether the shot resembles the training data
 * @param note why the prediction should not be trusted, as a sentence; empty if there is no reason
 */
public record JndPrediction(double jnd1, double jnd2, double jnd3, double spread, Confidence confidence, String note) {
    /** How far the model can be trusted on a shot. */
    public enum Confidence {
        /** Content like the training data. */
        IN_DISTRIBUTION,
        /** Few training shots are similar: the levels are kept, and the spread is wide. */
        UNCERTAIN,
        /** Content unlike the training data: the levels were lowered to the safe side. */
        OUT_OF_DISTRIBUTION
    }

    public JndPrediction {
        Objects.requireNonNull(confidence, "confidence is null");
        Objects.requireNonNull(note, "note is null");
        if (!(jnd1 >= 0 && jnd1 < jnd2 && jnd2 < jnd3 && jnd3 <= 51 && spread >= 0)) {
            throw new IllegalArgumentException(
                    "not ordered JND QPs in 0..51: " + jnd1 + ", " + jnd2 + ", " + jnd3 + " spread " + spread);
        }
    }

    /** Creates a prediction without a note. */
    public JndPrediction(double jnd1, double jnd2, double jnd3, double spread, Confidence confidence) {
        this(jnd1, jnd2, jnd3, spread, confidence, "");
    }

    /** Returns the three levels alone. */
    public JndLevels levels() {
        return new JndLevels(jnd1, jnd2, jnd3);
    }
}
