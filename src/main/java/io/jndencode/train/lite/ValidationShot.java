package io.jndencode.train.lite;

import io.jndencode.train.evaluate.Evaluation;
import io.jndencode.train.evaluate.SafetyTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A shot predicted by a net trained without its source.
 *
 * @param source the file it is from
 * @param group what shows the same thing
 * @param tag kind of content; empty if unknown
 * @param label its levels
 * @param predicted the three levels predicted
 * @param constant the training labels' means, a constant prediction
 * @param frames JND1 and the root of the variance, for each picture
 * @param variance the uncertainty reported by the net
 */
public record ValidationShot(
        String source,
        String group,
        String tag,
        List<Double> label,
        List<Double> predicted,
        List<Double> constant,
        List<SafetyTable.Frame> frames,
        double variance) {
    public ValidationShot {
        label = List.copyOf(label);
        predicted = List.copyOf(predicted);
        constant = List.copyOf(constant);
        frames = List.copyOf(frames);
    }

    /** Returns the error at a level, 0 for JND1. */
    public double error(int level) {
        return Math.abs(predicted.get(level) - label.get(level));
    }

    /** Returns the label and the prediction at a level. */
    Evaluation.Pair pair(int level) {
        return new Evaluation.Pair(label.get(level), predicted.get(level));
    }

    /** Returns the shot as it is planned, with an expected error of so many QP for a variance of 1. */
    SafetyTable.Shot planned(double errorPerDeviation) {
        return SafetyTable.Shot.of(
                group,
                label.get(0),
                frames.stream()
                        .map(frame -> new SafetyTable.Frame(frame.jnd1(), frame.spread() * errorPerDeviation))
                        .toList());
    }

    /** Returns the error of the constant. */
    public double constantError(int level) {
        return Math.abs(constant.get(level) - label.get(level));
    }

    /** Returns whether it is a window moved over a picture instead of real footage. */
    public boolean pan() {
        String name = source.toLowerCase(Locale.ROOT);
        return Stream.of(".png", ".jpg", ".jpeg", ".bmp").anyMatch(name::endsWith);
    }
}
