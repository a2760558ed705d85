package io.jndencode.train.lite;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A shot judged by a net that was trained without its source.
 *
 * @param source the file it is from
 * @param label its levels
 * @param predicted the three levels predicted
 * @param constant the training labels' means, what a constant would have said
 * @param variance what the net said it did not know
 */
public record ValidationShot(
        String source, List<Double> label, List<Double> predicted, List<Double> constant, double variance) {
    public ValidationShot {
        label = List.copyOf(label);
        predicted = List.copyOf(predicted);
        constant = List.copyOf(constant);
    }

    /** Error at a level, 0 for JND1. */
    public double error(int level) {
        return Math.abs(predicted.get(level) - label.get(level));
    }

    /** The constant's error. */
    public double constantError(int level) {
        return Math.abs(constant.get(level) - label.get(level));
    }

    /** Whether it is a window moved over a picture instead of real footage. */
    public boolean pan() {
        String name = source.toLowerCase(Locale.ROOT);
        return Stream.of(".png", ".jpg", ".jpeg", ".bmp").anyMatch(name::endsWith);
    }
}
