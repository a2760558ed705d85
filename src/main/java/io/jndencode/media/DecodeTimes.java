package io.jndencode.media;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decoding timestamps for a stream joined from closed runs: the packet that is i-th in decoding order gets the timestamp of the
 * frame shown (i - depth)-th. A run's encoder never puts a packet later than that, so decoding never comes after showing, and the
 * order of the source's timestamps makes them strictly increasing over every join, however uneven the frames are.
 */
final class DecodeTimes {
    private final int depth;
    private final long nominalTicks;
    private final Deque<Long> shown = new ArrayDeque<>();
    private long packets;
    private long first;
    private long step;

    /**
     * @param depth frames by which decoding order may run ahead of presentation order
     * @param nominalTicks ticks of a frame, for a stream of one frame only
     */
    DecodeTimes(int depth, long nominalTicks) {
        this.depth = depth;
        this.nominalTicks = Math.max(1, nominalTicks);
    }

    /** Takes the timestamps of the next run, in presentation order. */
    void append(long[] pts) {
        if (packets == 0 && shown.isEmpty()) {
            first = pts[0];
            step = pts.length > 1 ? pts[1] - pts[0] : nominalTicks;
        }
        for (long time : pts) {
            shown.add(time);
        }
    }

    /** The decoding timestamp of the next packet; the first ones lie before the first frame. */
    long next() {
        long before = depth - packets;
        packets++;
        return before > 0 ? first - before * step : shown.remove();
    }
}
