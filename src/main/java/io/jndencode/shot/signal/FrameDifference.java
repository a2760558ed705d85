package io.jndencode.shot.signal;

/**
 * How badly one frame predicts another.
 *
 * @param residual mean absolute difference of the thumbnails after block motion compensation, in grey levels
 * @param unexplained share (0 to 1) of the picture's texture that motion compensation from the other frame does not predict, regardless
 *     of brightness; 1 if the other frame is no better than a flat block
 */
public record FrameDifference(double residual, double unexplained) {}
