package io.jndencode.shot.signal;

/**
 * How much of a frame another frame does not explain.
 *
 * @param residual mean absolute difference of the thumbnails after block motion compensation, in grey levels
 * @param unexplained share (0 to 1) of the picture's texture that motion compensation from the other frame does not
 *     predict, whatever the brightness; 1 where the other frame helps no more than a flat block would
 */
public record FrameDifference(double residual, double unexplained) {}
