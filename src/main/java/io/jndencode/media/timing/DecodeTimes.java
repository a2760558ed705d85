package io.jndencode.media.timing;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decoding timestamps for a stream joined from closed runs: the packet that is i-th in decoding order gets the timestamp of the frame that
 * is (i - depth)-th in presentation order. A run's encoder never outputs a packet later than that, so decoding is never after presentation,
 * and because the source's timestamps increase, the decoding timestamps increase strictly over every join, however uneven the frames are.
 */
public final class DecodeTimes {
    private final int depth;
    private final long lead;
    private final Deque<Long> shown = new ArrayDeque<>();
    private long packets;
    private long first;

    /**
     * Creates the timestamps of a joined stream.
     *
     * @param depth most frames by which decoding order runs ahead of presentation order
     * @param lead ticks by which the first packet precedes its frame's presentation; a container that adds up the distances of decoding
     *     timestamps gets the stream's true length if the last packet precedes its frame by as much
     */
    public DecodeTimes(int depth, long lead) {
        this.depth = depth;
        this.lead = Math.max(depth, lead);
    }

    /** Adds the timestamps of the next run, in presentation order. */
    public void append(long[] pts) {
        if (packets == 0 && shown.isEmpty()) {
            first = pts[0];
        }
        for (long time : pts) {
            shown.add(time);
        }
    }

    /** Returns the decoding timestamp of the next packet; the first ones are before the first frame. */
    public long next() {
        long before = depth - packets;
        packets++;
        return before > 0 ? first - (before * lead + depth - 1) / depth : shown.remove();
    }
}
