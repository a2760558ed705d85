package io.jndencode.jnd;

import java.util.OptionalDouble;

/**
 * What a model says of one frame: three levels, neither ordered nor limited yet.
 *
 * @param jnd1 QP of JND1
 * @param jnd2 QP of JND2
 * @param jnd3 QP of JND3
 * @param spread the model's own expected error of jnd1 in QP, where it has that output
 * @param distance from the training data, 1 at the edge of what is usual, where the model has that output
 */
public record FrameLevels(double jnd1, double jnd2, double jnd3, OptionalDouble spread, OptionalDouble distance) {
    public double[] levels() {
        return new double[] {jnd1, jnd2, jnd3};
    }
}
