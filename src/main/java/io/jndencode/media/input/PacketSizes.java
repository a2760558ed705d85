package io.jndencode.media.input;

import java.util.Arrays;

/**
 * Records the sizes of the coded frames given to a decoder, without another pass over the file. All of them are added up; each is kept
 * separately only if part of them is needed later.
 */
public final class PacketSizes {
    private static final int FIRST_ROOM = 4096;

    private long total;
    private boolean each;
    private int count;
    private long[] times = new long[0];
    private int[] sizes = new int[0];

    PacketSizes() {}

    /** From now on also keeps the size of every packet. */
    void noteEach() {
        each = true;
    }

    void add(long time, int size) {
        total += size;
        if (!each) {
            return;
        }
        if (count == times.length) {
            times = Arrays.copyOf(times, Math.max(FIRST_ROOM, 2 * count));
            sizes = Arrays.copyOf(sizes, times.length);
        }
        times[count] = time;
        sizes[count++] = size;
    }

    /** Discards everything, because the decoder is seeking and may receive the same packets again. */
    void clear() {
        count = 0;
    }

    /** Returns the total bytes so far. */
    public long total() {
        return total;
    }

    /**
     * Returns the bytes of the packets with a timestamp in a range; each must have been kept.
     *
     * @param from in ticks of the container
     * @param to the first tick past the range
     */
    public long between(long from, long to) {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += times[i] >= from && times[i] < to ? sizes[i] : 0;
        }
        return bytes;
    }
}
