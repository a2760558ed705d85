package io.jndencode.media.timing;

/**
 * Gives the frames of a video, in presentation order, strictly increasing timestamps. Those of the source stay wherever they increase;
 * of the others as few as possible are set anew, evenly between the neighbours that stay: one that lies far off is mended alone, and
 * doubled ones share the time up to the next.
 */
public final class Timestamps {
    /** FFmpeg's AV_NOPTS_VALUE. */
    public static final long NONE = Long.MIN_VALUE;

    /** Frames after one that must be known to tell whether it or they are off. Decoded frames wait for that: a large picture each. */
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
     * @param nominal ticks between frames at the average frame rate
     * @param second ticks in a second
     * @param even whether frames are evenly spaced as far as was seen: then one that ends the video far behind all others is off
     */
    public Timestamps(long nominal, double second, boolean even) {
        this.nominal = Math.max(1, nominal);
        this.leap = Math.max(Math.round(LEAP_SECONDS * second), LEAP_FRAMES * this.nominal);
        this.wildEnd = even ? Math.max(Math.round(WILD_END_SECONDS * second), 100 * this.nominal) : Long.MAX_VALUE;
    }

    /** Whether nothing but the frame itself and the next one must be known to say the frame's timestamp. */
    public boolean plain(long time, long following) {
        return time != NONE
                && (last == NONE || (time > last && time - last <= leap))
                && (following == NONE || following > time);
    }

    /**
     * The timestamp of the next frame.
     *
     * @param times the source's, of the frame and of at most {@link #AHEAD} that follow; fewer only at the end, or where {@link #plain}.
     *     {@link #NONE} where it has none
     * @param duration the previous frame's duration in ticks, 0 where unknown
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
            return last + 1; // in order, but those before it had no room: as near to its time as can be
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

    /** How many timestamps were set anew. */
    public long repaired() {
        return repaired;
    }

    /** The latest time that the source spoke of or that was given, whether it was believed or not. */
    public long latest() {
        return latest;
    }

    /** How many of those were more than a second off. */
    public long wild() {
        return wild;
    }

    /** How far off the furthest of those was, in ticks. */
    public long furthest() {
        return furthest;
    }
}
