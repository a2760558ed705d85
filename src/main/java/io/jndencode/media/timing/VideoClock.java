package io.jndencode.media.timing;

/**
 * The clock a video's packets go by, in decoding order, and where it jumps for good: recordings joined end to end, a counter that
 * wrapped. What follows a jump is moved so that it follows on. A clock that goes astray for a few packets and comes back did not jump.
 */
final class VideoClock {
    /** Packets after one whose clock looks odd that must be known. */
    static final int AHEAD = 4;

    /** Forward, only a longer step than that is no gap; as FFmpeg's program has it. */
    private static final double GAP_SECONDS = 10;

    private final boolean restarts;
    private final long back;
    private final long gap;
    private long last = Timestamps.NONE;
    private long expected;
    private long step;
    private long offset;
    private long jumps;
    private long jumpedAt;

    /**
     * @param restarts whether the container's clock may begin anew at any time, as a transport stream's
     * @param second ticks in a second
     */
    VideoClock(boolean restarts, double second) {
        this.restarts = restarts;
        this.back = Math.round((restarts ? 0.1 : 1) * second);
        this.gap = Math.round(GAP_SECONDS * second);
    }

    private VideoClock(VideoClock other) {
        restarts = other.restarts;
        back = other.back;
        gap = other.gap;
        last = other.last;
        expected = other.expected;
        step = other.step;
        offset = other.offset;
        jumps = other.jumps;
        jumpedAt = other.jumpedAt;
    }

    /** One that goes on from here by itself. */
    VideoClock copy() {
        return new VideoClock(this);
    }

    /** Whether the next packet's time is as it should be, so that none of those that follow must be known. */
    boolean plain(long time) {
        return time == Timestamps.NONE || (last != Timestamps.NONE && !odd(last, expected, time));
    }

    private boolean odd(long before, long due, long time) {
        return time < before - back || time > due + gap;
    }

    /**
     * Takes the next packet.
     *
     * @param time its decoding time as the source has it
     * @param duration 0 where unknown
     * @param following times of at most {@link #AHEAD} packets after it; of none where {@link #plain}
     * @param waited whether the other streams went on while this one did not: then a step forward is a gap
     */
    void next(long time, long duration, long[] following, boolean waited) {
        if (time == Timestamps.NONE) {
            return;
        }
        if (!plain(time)) {
            if (last == Timestamps.NONE ? firstIsAstray(time, following) : comesBack(time, following)) {
                return;
            }
            if (last != Timestamps.NONE && (time < last || (restarts && !waited))) {
                jumpedAt = expected + offset;
                offset += expected - time;
                jumps++;
            }
        } else if (time > last) {
            step = time - last;
        }
        last = time;
        expected = time + (duration > 0 ? duration : step);
    }

    private boolean firstIsAstray(long time, long[] following) {
        if (following.length < 2 || !odd(time, time, following[0])) {
            return false;
        }
        for (int i = 1; i < following.length; i++) {
            if (odd(following[i - 1], following[i - 1], following[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether the clock is where it was to be a few packets on, and came there as suddenly as it went. */
    private boolean comesBack(long time, long[] following) {
        long previous = time;
        for (long next : following) {
            boolean home = next > last && next <= expected + gap;
            if (home && 2 * Math.abs(next - previous) > Math.abs(time - expected)) {
                return true;
            }
            previous = next;
        }
        return false;
    }

    /** Ticks that bring the source's times of now to where they follow on. */
    long offset() {
        return offset;
    }

    /** The time of the latest packet, moved to where it follows on; none before the first. */
    long now() {
        return last == Timestamps.NONE ? last : last + offset;
    }

    /** The latest packet's time as the source has it. */
    long last() {
        return last;
    }

    /** Moves what follows the jump that was just seen further. */
    void follow(long laterOffset) {
        offset = Math.max(offset, laterOffset);
    }

    /** Where it jumped last, in times that follow on. */
    long jumpedAt() {
        return jumpedAt;
    }

    /** How often it jumped so far. */
    long jumps() {
        return jumps;
    }
}
