package io.jndencode.media.modelinput;

import io.jndencode.media.CodingCost;
import java.util.Objects;

/**
 * Everything a probe encode of two frames tells: the figures models take, and the sizes, which tell how large an encode of the shot will
 * be.
 *
 * @param cost distortion and content of the second frame
 * @param keyBits bits per pixel of the first frame, coded as an I frame at the constant QP {@value CodingCost#QP} (I frames: 3 lower)
 * @param bits bits per pixel of the second frame, coded as a P frame
 */
public record ProbeCost(CodingCost cost, double keyBits, double bits) {
    public ProbeCost {
        Objects.requireNonNull(cost, "cost is null");
        if (!(keyBits >= 0 && bits >= 0)) {
            throw new IllegalArgumentException("frames of " + keyBits + " and " + bits + " bits a pixel");
        }
    }
}
