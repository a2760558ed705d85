package io.jndencode.train.lite;

import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevels;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The lite net's inputs for a labelled shot.
 *
 * @param source the file it is from
 * @param group what shows the same thing: never on both sides of a fold
 * @param tag kind of content; empty if unknown
 * @param levels its label
 * @param weight how much it counts in training
 * @param split the dataset's part it belongs to
 * @param frames its pictures
 */
record ShotFeatures(
        String source,
        String group,
        String tag,
        JndLevels levels,
        double weight,
        Split split,
        List<FrameFeatures> frames) {
    ShotFeatures {
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(group, "group is null");
        Objects.requireNonNull(tag, "tag is null");
        Objects.requireNonNull(levels, "levels is null");
        frames = List.copyOf(frames);
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("a shot of " + source + " without pictures");
        }
    }

    /** Returns the mean of the pictures' features. */
    double[] mean() {
        return mean(FrameFeatures::features);
    }

    /** Returns whether every picture has a trial encode. */
    boolean tried() {
        return frames.stream().allMatch(frame -> frame.probe().length > 0);
    }

    /** Returns the mean of the figures of the pictures' trial encodes. */
    double[] probe() {
        return mean(FrameFeatures::probe);
    }

    private double[] mean(Function<FrameFeatures, double[]> figures) {
        double[] mean = new double[figures.apply(frames.get(0)).length];
        for (FrameFeatures frame : frames) {
            double[] values = figures.apply(frame);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += values[i] / frames.size();
            }
        }
        return mean;
    }

    double[] target() {
        return new double[] {levels.jnd1(), levels.jnd2(), levels.jnd3()};
    }
}
