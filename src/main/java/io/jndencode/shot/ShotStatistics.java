package io.jndencode.shot;

/**
 * What a shot looks like from afar, as means over its frames, from the small luma picture the detector sees of each: how well its
 * pictures predict each other and how much there is in them.
 *
 * @param texture fourth root of 1 and the squared deviations within a block of 8x8 pixels, 1 for a flat picture: the mean that x264's
 *     adaptive quantisation of mode 2 takes of its macroblocks (ratecontrol.c, x264_adaptive_quant_frame)
 * @param luma mean, 0 to 255
 * @param change mean absolute difference of a pixel from the frame before, in grey levels; 0 for a shot of one frame
 * @param residual the same after block motion compensation
 * @param explained share of what is in a block that motion compensation finds in the frame before, 0 to 1; 0 for a shot of one frame
 * @param reuse how much of the shot rests on a block, in doublings: 0 where no later frame takes anything from it; see {@code TemporalReuse}
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
