package io.jndencode.jnd;

import java.util.OptionalDouble;

/**
 * A model's output for one frame.
 *
 * @param levels three levels, not yet ordered or limited
 * @param spread expected error of jnd1 in QP as the model estimates it; empty if the model has no such output
 * @param distance distance from the training data, 1 at the edge of what is usual; empty if the model has no such output
 */
public record FrameLevels(JndLevels levels, OptionalDouble spread, OptionalDouble distance) {}
