package io.jndencode.media.timing;

/**
 * Follows the clock of a video's packets, in decoding order, and detects permanent jumps: recordings joined end to end, a counter that
 * wrapped. Times after a jump are shifted to continue seamlessly. A clock that is wrong for a few packets and then returns did not jump.
 */
final class VideoClock {
    /** Packets needed after one whose time is irregular. */
    static final int AHEAD = 4;

    /** Forward steps up to this are gaps and not jumps; the same value as in FFmpeg's program. */
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
     * Creates a clock.
     *
     * @param restarts whether the container's clock may restart at any time, as a transport stream's may
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

    /** Returns an independent copy of the current state. */
    VideoClock copy() {
        return new VideoClock(this);
    }

    /** Returns whether the next packet's time is as expected, so that no later packets are needed. */
    boolean plain(long time) {
        return time == Timestamps.NONE || (last != Timestamps.NONE && !odd(last, expected, time));
    }

    private boolean odd(long before, long due, long time) {
        return time < before - back || time > due + gap;
    }

    /**
     * Takes the next packet.
     *
     * @param time its decoding time in the source
     * @param duration 0 if unknown
     * @param following times of at most {@link #AHEAD} packets after it; empty if {@link #plain}
     * @param waited whether the other streams continued while this one did not: then a step forward is a gap
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

    /** Returns whether the clock is where it was expected a few packets later, and returned there as suddenly as it left. */
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

    /** Returns the ticks that shift the source's current times so that they continue seamlessly. */
    long offset() {
        return offset;
    }

    /** Returns the shifted time of the latest packet; none before the first. */
    long now() {
        return last == Timestamps.NONE ? last : last + offset;
    }

    /** Returns the latest packet's time in the source. */
    long last() {
        return last;
    }

    /** Increases the shift after the jump just detected. */
    void follow(long laterOffset) {
        offset = Math.max(offset, laterOffset);
    }

    /** Returns the shifted time of the last jump. */
    long jumpedAt() {
        return jumpedAt;
    }

    /** Returns how often the clock has jumped so far. */
    long jumps() {
        return jumps;
    }
}
