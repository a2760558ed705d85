package io.jndencode.jnd.inference;

import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.JndPrediction.Confidence;
import java.util.Locale;

/**
 * Confidence of a prediction and why it is low.
 *
 * @param confidence how far the prediction can be trusted
 * @param note the reason as a sentence; empty if there is none
 */
record PredictionConfidence(Confidence confidence, String note) {
    /** Distance from which a shot is unlike the training data; nineteen of twenty shots of new sources lie below 1. */
    static final double FAR = 1.5;

    static PredictionConfidence none() {
        return new PredictionConfidence(Confidence.IN_DISTRIBUTION, "");
    }

    static PredictionConfidence flat() {
        return out("its frames are flat: there is nothing to judge by");
    }

    static PredictionConfidence extrapolated(double jnd1) {
        return out(
                Double.isFinite(jnd1)
                        ? String.format(Locale.ROOT, "the model says JND1 %.1f, far outside its training labels", jnd1)
                        : "the model gives no number");
    }

    static PredictionConfidence changing(double qp) {
        return uncertain(String.format(Locale.ROOT, "it changes: its frames are %.1f QP apart", qp));
    }

    /** Returns the confidence at a distance from the training data. */
    static PredictionConfidence at(double distance) {
        if (!(distance < FAR)) {
            return out(String.format(
                    Locale.ROOT, "it is unlike the training shots (distance %.1f, usual is up to 1)", distance));
        }
        if (distance > 1) {
            return uncertain(String.format(Locale.ROOT, "few training shots are like it (distance %.1f)", distance));
        }
        return none();
    }

    static PredictionConfidence uncertain(String why) {
        return new PredictionConfidence(Confidence.UNCERTAIN, why);
    }

    /** Returns the prediction with the lower of both confidences and the notes of both. */
    JndPrediction addedTo(JndPrediction jnd) {
        if (confidence == Confidence.IN_DISTRIBUTION) {
            return jnd;
        }
        return new JndPrediction(
                jnd.jnd1(),
                jnd.jnd2(),
                jnd.jnd3(),
                jnd.spread(),
                confidence.compareTo(jnd.confidence()) > 0 ? confidence : jnd.confidence(),
                jnd.note().isEmpty() ? note : jnd.note() + "; " + note);
    }

    private static PredictionConfidence out(String why) {
        return new PredictionConfidence(
                Confidence.OUT_OF_DISTRIBUTION, why + "; the levels are kept at or below the training mean");
    }
}
