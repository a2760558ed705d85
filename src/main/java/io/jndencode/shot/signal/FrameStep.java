package io.jndencode.shot.signal;

/**
 * The change from one frame to the next.
 *
 * @param raw mean absolute difference of the thumbnails, in grey levels
 * @param residual the same after block motion compensation
 * @param costs sum of absolute differences of every {@link MotionSearch#BLOCK} block after motion compensation, row-major; empty for
 *     the first frame of a video; owned by the record, must not be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public // never compared
record FrameStep(double raw, double residual, int[] costs) {}
