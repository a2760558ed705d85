package io.jndencode.shot;

/**
 * How much changes from one frame to the next.
 *
 * @param raw mean absolute difference of the thumbnails, in grey levels
 * @param residual the same after block motion compensation
 */
record FrameStep(double raw, double residual) {}
