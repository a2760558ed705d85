package io.jndencode.jnd;

import java.util.OptionalDouble;

/**
 * A model's output for one frame: three levels, not yet ordered or limited.
 *
 * @param jnd1 QP of JND1
 * @param jnd2 QP of JND2
 * @param jnd3 QP of JND3
 * @param spread expected error of jnd1 in QP as the model estimates it; empty if the model has no such output
 * @param distance distance from the training data, 1 at the edge of what is usual; empty if the model has no such output
 */
public record FrameLevels(double jnd1, double jnd2, double jnd3, OptionalDouble spread, OptionalDouble distance) {
    public double[] levels() {
        return new double[] {jnd1, jnd2, jnd3};
    }
}
