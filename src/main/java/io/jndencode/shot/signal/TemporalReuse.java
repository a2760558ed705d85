package io.jndencode.shot.signal;

import java.util.List;

/**
 * How much of a shot rests on each block of its pictures, as x264's macroblock tree has it (slicetype.c, macroblock_tree_propagate): what a
 * frame explains of the next one it also passes on of what rests on that one. {@code reuse(t) = explained(t+1) * (1 + reuse(t+1))}, in
 * units of the block's own content; x264 then makes the block finer by 2 log2(1 + reuse) steps.
 *
 * <p>Unlike x264's, it stays in its place instead of following the motion, and instead of ending 40 frames ahead it fades.
 */
final class TemporalReuse {
    /** A still picture comes to 39: x264 looks 40 frames ahead. */
    private static final double FADING = 0.975;

    /** Shares are kept in this many parts. */
    private static final int PARTS = 255;

    /** Of a block's standard deviation: about what coding it without another frame costs. */
    private static final double CONTENT = 1.2;

    /** Grey levels that this costs at least. */
    private static final double LEAST_CONTENT = 1;

    /** Grey levels of noise that the small picture no longer shows. */
    private static final double NOISE = 0.2;

    private TemporalReuse() {}

    /**
     * Share of a block's content that the frame before explains, in 255ths as an unsigned byte.
     *
     * @param residual mean absolute difference of a pixel from its prediction
     * @param variance within the block
     */
    static byte explained(double residual, double variance) {
        double share = 1 - (residual + NOISE) / (CONTENT * Math.sqrt(variance) + LEAST_CONTENT);
        return (byte) Math.round(PARTS * Math.max(0, share));
    }

    /** Mean of the shares of all blocks. */
    static double mean(byte[] explained) {
        long sum = 0;
        for (byte share : explained) {
            sum += share & 0xff;
        }
        return sum / (double) PARTS / explained.length;
    }

    /** Mean of log2(1 + reuse) over blocks and frames; shares of every frame but the first, in order. */
    static double mean(List<byte[]> followers, int blocks) {
        double[] reuse = new double[blocks];
        double sum = 0; // of natural logarithms; nothing rests on the last frame
        for (int t = followers.size() - 1; t >= 0; t--) {
            byte[] explained = followers.get(t);
            double product = 1; // of 1 + reuse, at most 40 each: a logarithm for many blocks at once
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
