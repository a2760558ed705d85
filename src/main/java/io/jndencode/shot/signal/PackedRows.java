package io.jndencode.shot.signal;

import org.jspecify.annotations.Nullable;

/**
 * The samples of a thumbnail packed into longs, eight neighbours from every position, so that a row of a block is compared at once. The C1
 * compiler, which short-lived commands run on, emits no vector instructions, and shot detection spends most of its time comparing.
 */
final class PackedRows {
    private static final int BLOCK = 8;
    private static final int STRIDE = FrameSignature.WIDTH;
    private static final int BITS = 8;

    /** Mask of the low bytes of four 16-bit lanes. */
    private static final long LOW = 0x00ff_00ff_00ff_00ffL;

    private static final long ONES = 0x0001_0001_0001_0001L;
    private static final long LENT = ONES << BITS;

    /** Shift that extracts the sum of all lanes from a product with {@link #ONES}. */
    private static final int LAST_LANE = 48;

    private final long[] eights = new long[FrameSignature.WIDTH * FrameSignature.HEIGHT];
    private @Nullable FrameSignature frame;

    /** Returns whether this already holds the samples of a frame. */
    boolean holds(FrameSignature other) {
        return frame == other;
    }

    /** Packs the samples of a frame; the last seven positions of a row are undefined. */
    void pack(FrameSignature from) {
        frame = from;
        byte[] samples = from.samples();
        long eight = 0;
        for (int i = samples.length - 1; i >= 0; i--) {
            eight = (eight << BITS) | (samples[i] & 0xff);
            eights[i] = eight;
        }
    }

    /**
     * Returns the sum of absolute differences of a block here and a block in another thumbnail; may stop early above {@code enough}.
     *
     * <p>Every other sample of a row has a lane of 16 bits. A guard bit set above each sample survives the subtraction unless the other sample
     * is larger; in that case the low byte is negated. The code is unrolled by hand because C1 would not inline so long a method into the
     * loop.
     *
     * @param at position of the block's first sample here
     * @param from position of the block's first sample in the other thumbnail
     */
    int difference(int at, PackedRows other, int from, int enough) {
        long[] p = eights;
        long[] q = other.eights;
        int cost = 0;
        int j = from;
        for (int i = at; i < at + BLOCK * STRIDE && cost < enough; i += STRIDE) {
            long a = p[i];
            long b = q[j];
            long even = ((a & LOW) | LENT) - (b & LOW);
            long odd = (((a >>> BITS) & LOW) | LENT) - ((b >>> BITS) & LOW);
            long evenLess = ~(even >>> BITS) & ONES;
            long oddLess = ~(odd >>> BITS) & ONES;
            long sums = ((even & LOW) ^ ((evenLess << BITS) - evenLess))
                    + ((odd & LOW) ^ ((oddLess << BITS) - oddLess))
                    + evenLess
                    + oddLess;
            cost += (int) ((sums * ONES) >>> LAST_LANE);
            j += STRIDE;
        }
        return cost;
    }
}
