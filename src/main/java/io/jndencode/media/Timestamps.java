package io.jndencode.media;

/**
 * Makes decoded timestamps strictly increasing: where the source has none, the last one plus the frame's duration; where it has a
 * duplicate or goes back, the last one plus one tick. What had to be changed is counted.
 */
final class Timestamps {
    /** FFmpeg's AV_NOPTS_VALUE. */
    static final long NONE = Long.MIN_VALUE;

    private final long nominalTicks;
    private long last = NONE;
    private long repaired;

    /**
     * @param nominalTicks ticks between frames at the average frame rate, used where a frame has no duration of its own
     */
    Timestamps(long nominalTicks) {
        this.nominalTicks = Math.max(1, nominalTicks);
    }

    /**
     * The timestamp to use for the next frame.
     *
     * @param raw the decoder's timestamp, {@link #NONE} where it has none
     * @param duration the previous frame's duration in ticks, 0 where unknown
     */
    long next(long raw, long duration) {
        long pts = raw;
        if (raw == NONE) {
            repaired++;
            pts = last == NONE ? 0 : last + (duration > 0 ? duration : nominalTicks);
        } else if (last != NONE && raw <= last) {
            repaired++;
            pts = last + 1;
        }
        last = pts;
        return pts;
    }

    /** How many timestamps were made up. */
    long repaired() {
        return repaired;
    }
}
