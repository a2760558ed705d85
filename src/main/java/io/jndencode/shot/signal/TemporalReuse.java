package io.jndencode.shot.signal;

import java.util.List;

/**
 * Estimates how much of a shot depends on each block of its frames, like x264's macroblock tree (slicetype.c, macroblock_tree_propagate): a
 * frame inherits what depends on the next frame in proportion to the share of it that it predicts.
 * {@code reuse(t) = explained(t+1) * (1 + reuse(t+1))}, in units of the block's own content; x264 then lowers the block's QP by 2 log2(1 +
 * reuse).
 *
 * <p>Unlike x264's, it stays in place instead of following motion, and it decays instead of ending 40 frames ahead.
 */
final class TemporalReuse {
    /** Decay per frame; a still picture reaches 39, as x264 looks 40 frames ahead. */
    private static final double FADING = 0.975;

    /** Steps in which shares are stored. */
    private static final int PARTS = 255;

    /** Factor on a block's standard deviation that approximates its cost in intra coding. */
    private static final double CONTENT = 1.2;

    /** Smallest intra cost of a block, in grey levels. */
    private static final double LEAST_CONTENT = 1;

    /** Grey levels of noise that are averaged out in the thumbnail. */
    private static final double NOISE = 0.2;

    private TemporalReuse() {}

    /**
     * Returns the share of a block's content that the previous frame predicts, in 255ths as an unsigned byte.
     *
     * @param residual mean absolute difference of a pixel from its prediction
     * @param variance variance within the block
     */
    static byte explained(double residual, double variance) {
        double share = 1 - (residual + NOISE) / (CONTENT * Math.sqrt(variance) + LEAST_CONTENT);
        return (byte) Math.round(PARTS * Math.max(0, share));
    }

    /** Returns the mean share of all blocks. */
    static double mean(byte[] explained) {
        long sum = 0;
        for (byte share : explained) {
            sum += share & 0xff;
        }
        return sum / (double) PARTS / explained.length;
    }

    /** Returns the mean of log2(1 + reuse) over blocks and frames, from the shares of every frame but the first, in order. */
    static double mean(List<byte[]> followers, int blocks) {
        double[] reuse = new double[blocks];
        double sum = 0; // sum of natural logarithms; nothing depends on the last frame
        for (int t = followers.size() - 1; t >= 0; t--) {
            byte[] explained = followers.get(t);
            double product = 1; // product of 1 + reuse, at most 40 each, so that one logarithm serves many blocks
            for (int i = 0; i < blocks; i++) {
                reuse[i] = FADING * (explained[i] & 0xff) / PARTS * (1 + reuse[i]);
                product *= 1 + reuse[i];
                if (product > 1e200) {
                    sum += Math.log(product);
                    product = 1;
                }
            }
            sum += Math.log(product);
        }
        return sum / Math.log(2) / blocks / (followers.size() + 1);
    }
}
