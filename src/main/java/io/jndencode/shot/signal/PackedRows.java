package io.jndencode.shot.signal;

import org.jspecify.annotations.Nullable;

/**
 * A thumbnail's samples, eight side by side from every place on in one number, so that a row of a block is compared at once. The quick
 * compiler, which short-lived commands run on, makes no vector instructions, and most of shot detection's time is spent comparing.
 */
final class PackedRows {
    private static final int BLOCK = 8;
    private static final int STRIDE = FrameSignature.WIDTH;
    private static final int BITS = 8;

    /** The low bytes of four lanes of sixteen bits, one in each lane, and the bit above the low byte. */
    private static final long LOW = 0x00ff_00ff_00ff_00ffL;

    private static final long ONES = 0x0001_0001_0001_0001L;
    private static final long LENT = ONES << BITS;

    /** Where a product with {@link #ONES} has the sum of all lanes. */
    private static final int LAST_LANE = 48;

    private final long[] eights = new long[FrameSignature.WIDTH * FrameSignature.HEIGHT];
    private @Nullable FrameSignature frame;

    /** Whether this holds the samples of a frame already. */
    boolean holds(FrameSignature other) {
        return frame == other;
    }

    /** Takes the samples of a frame; the last seven places of a row have no meaning. */
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
     * Sum of absolute differences of a block here and a block there; may give up above {@code enough}.
     *
     * <p>Every other sample of a row has a lane of sixteen bits. A bit is lent above each, which is still there after the subtraction
     * where the other is not the larger; where it is, the low byte is turned into its negative. Written out, because the quick
     * compiler would not put so long a function into the loop.
     *
     * @param at place of the first sample of the block here
     * @param from the same there
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
