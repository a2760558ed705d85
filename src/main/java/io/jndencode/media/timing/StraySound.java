package io.jndencode.media.timing;

/**
 * Corrects times of an audio stream, in its own ticks, that are far off for a few packets while the clock continues normally. Audio has no
 * gaps by itself, so a packet that is too late and is followed by the one that was due, or the reverse, has a damaged time and is not a
 * jump.
 */
final class StraySound {
    /** Packets needed after one whose time is irregular: more than a transport stream puts under one timestamp. */
    static final int AHEAD = 64;

    /** Smallest deviation that is corrected; smaller ones occur in joined recordings and with coarse clocks. */
    private static final double FAR_SECONDS = 0.5;

    /** Largest deviation that is taken for a pause if only one side of it is known. */
    private static final double PAUSE_SECONDS = 10;

    private final double second;
    private final long far;
    private long last = Timestamps.NONE;
    private long expected;
    private long shift;
    private long mended;
    private long furthest;

    /**
     * Creates the state for one audio stream.
     *
     * @param second ticks in a second
     */
    StraySound(double second) {
        this.second = second;
        this.far = Math.round(FAR_SECONDS * second);
    }

    /** Returns whether a packet's two times are far apart: audio is never reordered, so one of them is damaged. */
    boolean apart(long pts, long dts) {
        return pts != Timestamps.NONE && dts != Timestamps.NONE && Math.abs(pts - dts) > far;
    }

    /** Returns the correct one of two such times. */
    long chosen(long pts, long dts) {
        note(Math.abs(pts - dts));
        return plain(pts) && !plain(dts) ? pts : dts;
    }

    private void note(long distance) {
        mended++;
        furthest = Math.max(furthest, distance);
    }

    /** Returns whether a packet's time is as expected, so that no later packets are needed. */
    boolean plain(long time) {
        return last != Timestamps.NONE && Math.abs(time - expected) <= far;
    }

    /**
     * Takes the next packet.
     *
     * @param time time in the source
     * @param duration 0 if unknown
     * @param following times of the stream's next packets; empty if {@link #plain}
     * @param ended whether no more packets follow
     * @return the corrected time
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

    /** Corrects the first packet, whose time is wrong if all that follow are consistent without it. */
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
        // Packets that went astray together keep their distances, because durations may be rounded.
        return shift != 0 && Math.abs(time + shift - expected) <= far ? time + shift : expected;
    }

    /** Returns whether one of the next packets is where audio was expected by then, and returned there as suddenly as this one left. */
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

    /** Returns how many packets have been corrected so far. */
    long mended() {
        return mended;
    }

    /** Returns the largest correction in seconds. */
    double furthestSeconds() {
        return furthest / second;
    }
}
