package io.jndencode.media.timing;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decoding timestamps for a stream joined from closed runs: the packet that is i-th in decoding order gets the timestamp of the
 * frame shown (i - depth)-th. A run's encoder never puts a packet later than that, so decoding never comes after showing, and the
 * order of the source's timestamps makes them strictly increasing over every join, however uneven the frames are.
 */
public final class DecodeTimes {
    private final int depth;
    private final long lead;
    private final Deque<Long> shown = new ArrayDeque<>();
    private long packets;
    private long first;

    /**
     * @param depth frames by which decoding order may run ahead of presentation order
     * @param lead ticks by which the first packet comes before its frame is shown; a container that adds up the distances of
     *     decoding timestamps gets the stream's true length if the last packet leads its frame's showing order by as much
     */
    public DecodeTimes(int depth, long lead) {
        this.depth = depth;
        this.lead = Math.max(depth, lead);
    }

    /** Takes the timestamps of the next run, in presentation order. */
    public void append(long[] pts) {
        if (packets == 0 && shown.isEmpty()) {
            first = pts[0];
        }
        for (long time : pts) {
            shown.add(time);
        }
    }

    /** The decoding timestamp of the next packet; the first ones lie before the first frame. */
    public long next() {
        long before = depth - packets;
        packets++;
        return before > 0 ? first - (before * lead + depth - 1) / depth : shown.remove();
    }
}
