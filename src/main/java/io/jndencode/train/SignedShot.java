package io.jndencode.train;

import java.util.List;
import java.util.Objects;

/**
 * A labelled shot as the lite net sees it.
 *
 * @param source the file it is from
 * @param group what shows the same thing: never on both sides of a fold
 * @param levels its label
 * @param weight how much it counts in training
 * @param split the dataset's part it lies in
 * @param frames the signs of its pictures
 */
record SignedShot(String source, String group, JndLevels levels, double weight, Split split, List<double[]> frames) {
    SignedShot {
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(group, "group is null");
        Objects.requireNonNull(levels, "levels is null");
        frames = List.copyOf(frames);
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("a shot of " + source + " without pictures");
        }
    }

    /** Mean of the pictures' signs. */
    double[] mean() {
        double[] mean = new double[frames.get(0).length];
        for (double[] frame : frames) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += frame[i] / frames.size();
            }
        }
        return mean;
    }

    double[] target() {
        return new double[] {levels.jnd1(), levels.jnd2(), levels.jnd3()};
    }
}
