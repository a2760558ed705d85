package io.jndencode.media.timing;

/**
 * The times of a stream of sound, in its own ticks, and those that are far off for some packets while the clock goes on: they are set to
 * follow on. Sound has no gaps within a packet's length by itself, so what comes too late and is followed by what was due, or the other way
 * round, is a damaged time and no jump.
 */
final class StraySound {
    /** Packets after one whose time is odd that must be known: more than a transport stream puts under one timestamp. */
    static final int AHEAD = 64;

    /** Less than that is what joined recordings and coarse clocks have. */
    private static final double FAR_SECONDS = 0.5;

    /** What is no further off is taken for a pause, where only one side of it is known. */
    private static final double PAUSE_SECONDS = 10;

    private final double second;
    private final long far;
    private long last = Timestamps.NONE;
    private long expected;
    private long shift;
    private long mended;
    private long furthest;

    /**
     * @param second ticks in a second
     */
    StraySound(double second) {
        this.second = second;
        this.far = Math.round(FAR_SECONDS * second);
    }

    /** Whether a packet has two times that are far apart: sound is never reordered, so one of them is damaged. */
    boolean apart(long pts, long dts) {
        return pts != Timestamps.NONE && dts != Timestamps.NONE && Math.abs(pts - dts) > far;
    }

    /** Which of two such times is right. */
    long chosen(long pts, long dts) {
        note(Math.abs(pts - dts));
        return plain(pts) && !plain(dts) ? pts : dts;
    }

    private void note(long distance) {
        mended++;
        furthest = Math.max(furthest, distance);
    }

    /** Whether a packet's time is as it should be, so that none of those that follow must be known. */
    boolean plain(long time) {
        return last != Timestamps.NONE && Math.abs(time - expected) <= far;
    }

    /**
     * Takes the next packet.
     *
     * @param time as the source has it
     * @param duration 0 where unknown
     * @param following times of the stream's next packets; of none where {@link #plain}
     * @param ended whether that is all there is
     * @return the time it is to have
     */
    long next(long time, long duration, long[] following, boolean ended) {
        long right = time;
        if (!plain(time)) {
            right = last == Timestamps.NONE ? first(time, duration, following) : later(time, following, ended);
        }
        if (right != time) {
            note(Math.abs(time - right));
        }
        shift = right - time;
        last = right;
        expected = right + duration;
        return right;
    }

    /** The first one is astray where all that follow agree without it. */
    private long first(long time, long duration, long[] following) {
        if (following.length < 2 || Math.abs(following[0] - time) <= PAUSE_SECONDS * second) {
            return time;
        }
        for (int i = 1; i < following.length; i++) {
            if (Math.abs(following[i] - following[i - 1] - duration) > far) {
                return time;
            }
        }
        return following[0] - duration;
    }

    private long later(long time, long[] following, boolean ended) {
        if (following.length == 0 && ended) {
            return Math.abs(time - expected) > PAUSE_SECONDS * second ? expected : time;
        }
        if (!comesBack(time, following)) {
            return time;
        }
        // Those that went astray together keep their distances: durations may be rounded.
        return shift != 0 && Math.abs(time + shift - expected) <= far ? time + shift : expected;
    }

    /** Whether one of the next packets is where sound was to be by then, and came there as suddenly as this one went. */
    private boolean comesBack(long time, long[] following) {
        long previous = time;
        for (int i = 0; i < following.length; i++) {
            long due = expected + (i + 1) * Math.max(0, expected - last);
            if (Math.abs(following[i] - due) <= far
                    && 2 * Math.abs(following[i] - previous) > Math.abs(time - expected)) {
                return true;
            }
            previous = following[i];
        }
        return false;
    }

    /** How many packets were mended so far. */
    long mended() {
        return mended;
    }

    /** By how many seconds at most. */
    double furthestSeconds() {
        return furthest / second;
    }
}
