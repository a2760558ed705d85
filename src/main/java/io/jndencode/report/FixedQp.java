package io.jndencode.report;

import io.jndencode.plan.sidecar.SidecarShot;
import java.util.List;
import java.util.Objects;

/**
 * The estimated size of the video encoded at a single QP, the finest any shot needed: the fixed-QP encode whose worst
 * shot is no worse. Estimated from the bytes of each shot at its own QP, never encoded.
 *
 * <p>Bits per QP: over 73 labelled shots of real footage (people, sport, traffic, night, animation, screens; libx264
 * medium at QP 18, 22, 26, 30, 34, 38) the bits of the median shot double every 6.4 QP, alike in every interval (6.3 to
 * 6.5); for the middle half of the shots they double every 5.4 to 7.9 QP.
 *
 * @param qp the finest QP of the plan
 * @param bytes of coded video at that QP, for the median slope
 * @param low the same for a shallow slope
 * @param high the same for a steep one
 * @param own bytes of coded video as it was encoded
 */
record FixedQp(int qp, double bytes, double low, double high, long own) {
    /** Doublings of the bits per QP: for the median shot, and the limits of the middle half. */
    static final double SLOPE = 0.157;

    static final double SHALLOW = 0.127;
    static final double STEEP = 0.185;

    /** Estimates the size for shots that all have results. */
    static FixedQp of(List<SidecarShot> shots) {
        int finest = shots.stream().mapToInt(SidecarShot::qp).min().orElseThrow();
        return new FixedQp(
                finest, bytes(shots, finest, SLOPE), bytes(shots, finest, SHALLOW), bytes(shots, finest, STEEP), (long)
                        bytes(shots, finest, 0));
    }

    private static double bytes(List<SidecarShot> shots, int qp, double slope) {
        return shots.stream()
                .mapToDouble(shot -> Objects.requireNonNull(shot.result(), "a shot has no result")
                                .bytes()
                        * Math.pow(2, slope * (shot.qp() - qp)))
                .sum();
    }
}
