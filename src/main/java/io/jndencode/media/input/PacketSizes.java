package io.jndencode.media.input;

import java.util.Arrays;

/**
 * How many bytes the coded frames have that a decoder was given: noted on the way, without another pass over the file. All of them are
 * summed up; each by itself is noted only where part of them is asked for later.
 */
public final class PacketSizes {
    private static final int FIRST_ROOM = 4096;

    private long total;
    private boolean each;
    private int count;
    private long[] times = new long[0];
    private int[] sizes = new int[0];

    PacketSizes() {}

    /** From now on notes every packet by itself too. */
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

    /** The decoder goes elsewhere and may be given the same packets again. */
    void clear() {
        count = 0;
    }

    /** All bytes so far. */
    public long total() {
        return total;
    }

    /**
     * Bytes of the packets with a timestamp in a part, where each was noted.
     *
     * @param from in ticks of the container
     * @param to the first tick behind it
     */
    public long between(long from, long to) {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += times[i] >= from && times[i] < to ? sizes[i] : 0;
        }
        return bytes;
    }
}
