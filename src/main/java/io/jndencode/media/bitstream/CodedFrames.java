package io.jndencode.media.bitstream;

import java.util.Arrays;
import java.util.List;

/**
 * Coded frames as a decoder's buffer sees them.
 *
 * @param seconds when each is decoded, in order, without the delay that all share: the n-th frame in decoding order at the time the n-th in
 *     presentation order is shown
 * @param bits size of each in decoding order, with what a container adds
 */
@SuppressWarnings("ArrayRecordComponent") // passed on; equals is not used
public record CodedFrames(double[] seconds, double[] bits) {
    /** Joins those of consecutive shots. */
    public static CodedFrames joined(List<CodedFrames> shots) {
        return new CodedFrames(
                shots.stream()
                        .flatMapToDouble(shot -> Arrays.stream(shot.seconds))
                        .toArray(),
                shots.stream().flatMapToDouble(shot -> Arrays.stream(shot.bits)).toArray());
    }
}
