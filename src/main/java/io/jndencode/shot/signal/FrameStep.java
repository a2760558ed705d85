package io.jndencode.shot.signal;

/**
 * How much changes from one frame to the next.
 *
 * @param raw mean absolute difference of the thumbnails, in grey levels
 * @param residual the same after block motion compensation
 * @param costs sum of absolute differences of every {@link MotionSearch#BLOCK} block after motion compensation, row-major; none for the
 *     first frame of a video; owned by the record, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public // never compared
record FrameStep(double raw, double residual, int[] costs) {}
