package io.jndencode.shot;

/**
 * Statistics of a shot, as means over its frames, from the small luma pictures the detector sees: how well the frames predict each other
 * and how much detail they have.
 *
 * @param texture fourth root of 1 plus the squared deviations within a block of 8x8 pixels, 1 for a flat picture: the mean that x264's
 *     adaptive quantisation of mode 2 takes of its macroblocks (ratecontrol.c, x264_adaptive_quant_frame)
 * @param luma mean, 0 to 255
 * @param change mean absolute difference of a pixel from the previous frame, in grey levels; 0 for a shot of one frame
 * @param residual the same after block motion compensation
 * @param explained share of a block's content that motion compensation predicts from the previous frame, 0 to 1; 0 for a shot of one
 *     frame
 * @param reuse how much of the shot depends on a block, in doublings: 0 if no later frame is predicted from it; see
 *     {@code TemporalReuse}
 */
public record ShotStatistics(
        double texture, double luma, double change, double residual, double explained, double reuse) {
    public ShotStatistics {
        if (!(texture >= 0 && luma >= 0 && change >= 0 && residual >= 0 && explained >= 0 && reuse >= 0)) {
            throw new IllegalArgumentException(
                    "traits below nought: texture " + texture + ", luma " + luma + ", change " + change + ", residual "
                            + residual + ", explained " + explained + ", reuse " + reuse);
        }
    }
}
