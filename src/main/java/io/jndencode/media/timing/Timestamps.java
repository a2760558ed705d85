package io.jndencode.media.timing;

/**
 * Gives the frames of a video, in presentation order, strictly increasing timestamps. The source's timestamps are kept where they increase;
 * as few as possible of the others are replaced, evenly between the neighbours that are kept: a single one far off is corrected alone, and
 * duplicates share the time up to the next.
 */
public final class Timestamps {
    /** FFmpeg's AV_NOPTS_VALUE. */
    public static final long NONE = Long.MIN_VALUE;

    /** Frames needed after one to decide whether it or they are wrong. Decoded frames, large pictures, wait for that. */
    public static final int AHEAD = 8;

    private static final double LEAP_SECONDS = 1;
    private static final int LEAP_FRAMES = 8;
    private static final double WILD_END_SECONDS = 10;

    private final long nominal;
    private final long leap;
    private final long wildEnd;
    private long last = NONE;
    private long lastTime = NONE;
    private long repaired;
    private long wild;
    private long furthest;
    private long latest = NONE;

    /**
     * Creates the timestamps of a video.
     *
     * @param nominal ticks between frames at the average frame rate
     * @param second ticks in a second
     * @param even whether frames seen so far are evenly spaced: then a last frame far after all others has a wrong time
     */
    public Timestamps(long nominal, double second, boolean even) {
        this.nominal = Math.max(1, nominal);
        this.leap = Math.max(Math.round(LEAP_SECONDS * second), LEAP_FRAMES * this.nominal);
        this.wildEnd = even ? Math.max(Math.round(WILD_END_SECONDS * second), 100 * this.nominal) : Long.MAX_VALUE;
    }

    /** Returns whether the frame's timestamp can be determined from the frame itself and the next one alone. */
    public boolean plain(long time, long following) {
        return time != NONE
                && (last == NONE || (time > last && time - last <= leap))
                && (following == NONE || following > time);
    }

    /**
     * Returns the timestamp of the next frame.
     *
     * @param times the source's times of the frame and of at most {@link #AHEAD} that follow; fewer only at the end, or if
     *     {@link #plain}. {@link #NONE} for a frame without a time
     * @param duration the previous frame's duration in ticks, 0 if unknown
     */
    public long next(long[] times, long duration) {
        boolean plain = plain(times[0], times.length > 1 ? times[1] : NONE) && times.length <= 2;
        long pts = plain ? times[0] : mended(times, duration > 0 ? duration : nominal);
        note(times[0], pts);
        last = pts;
        lastTime = times[0];
        return pts;
    }

    private void note(long time, long pts) {
        latest = Math.max(latest, Math.max(time, pts));
        if (time == pts) {
            return;
        }
        long off = time == NONE ? 0 : Math.abs(time - pts);
        if (off > leap) {
            wild++;
            furthest = Math.max(furthest, off);
        }
        repaired++;
    }

    private long mended(long[] times, long duration) {
        if (lastTime != NONE && times[0] > lastTime && times[0] <= last && last - times[0] < nominal * AHEAD) {
            return last + 1; // in order, but without room for those before it: placed as near to its time as possible
        }
        int kept = new IncreasingTimes(times, last, nominal).first();
        if (kept == 0 && !(times.length == 1 && last != NONE && times[0] - last > wildEnd)) {
            return times[0];
        }
        if (kept <= 0) {
            return last == NONE ? 0 : last + duration;
        }
        if (last == NONE) {
            return times[0] == times[kept] ? times[0] : times[kept] - kept * nominal;
        }
        return last + Math.max(1, (times[kept] - last) / (kept + 1));
    }

    /** Returns how many timestamps were replaced. */
    public long repaired() {
        return repaired;
    }

    /** Returns the latest time read from the source or assigned, reliable or not. */
    public long latest() {
        return latest;
    }

    /** Returns how many of the replaced timestamps were more than a second off. */
    public long wild() {
        return wild;
    }

    /** Returns the largest deviation of those, in ticks. */
    public long furthest() {
        return furthest;
    }
}
