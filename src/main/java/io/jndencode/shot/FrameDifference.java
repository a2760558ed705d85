package io.jndencode.shot;

/**
 * How much of a frame another frame does not explain.
 *
 * @param raw mean absolute difference of the thumbnails, in grey levels
 * @param residual the same after block motion compensation
 * @param unexplained share (0 to 1) of the picture's texture that motion compensation from the other frame does not
 *     predict, whatever the brightness; 1 where the other frame helps no more than a flat block would
 * @param histogram half the L1 distance of the normalised luma histograms, 0 to 1
 */
record FrameDifference(double raw, double residual, double unexplained, double histogram) {}
