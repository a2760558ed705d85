package io.jndencode.media.tags;

import static org.bytedeco.ffmpeg.global.avutil.av_compare_ts;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.jndencode.media.Rational;
import io.jndencode.media.ffmpeg.Fractions;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * The part of the source's time that is written to the output, and the shift applied to it.
 *
 * @param timeBase unit of the ticks below: the video's
 * @param shift ticks subtracted from every timestamp
 * @param start first tick kept, {@code Long.MIN_VALUE} for all
 * @param end first tick after the part kept, {@code Long.MAX_VALUE} for all
 */
public record TimeSpan(Rational timeBase, long shift, long start, long end) {
    /** Returns the whole source, shifted. */
    public static TimeSpan whole(Rational timeBase, long shift) {
        return new TimeSpan(timeBase, shift, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Returns a part of the source, shifted to begin at 0. */
    public static TimeSpan part(Rational timeBase, long start, long end) {
        return new TimeSpan(timeBase, start, start, end);
    }

    public boolean whole() {
        return start == Long.MIN_VALUE && end == Long.MAX_VALUE;
    }

    /** Returns whether a time lies before the span. */
    public boolean before(long time, AVRational unit) {
        return start != Long.MIN_VALUE && compare(time, unit, start) < 0;
    }

    /** Returns whether a time lies after the span. */
    public boolean after(long time, AVRational unit) {
        return end != Long.MAX_VALUE && compare(time, unit, end) >= 0;
    }

    /** Returns whether a time lies in the span. */
    boolean holds(long time, AVRational unit) {
        return !before(time, unit) && !after(time, unit);
    }

    /** Returns the nearest time in the span. */
    public long clip(long time, AVRational unit) {
        if (before(time, unit)) {
            return inUnit(start, unit);
        }
        return after(time, unit) ? inUnit(end, unit) : time;
    }

    /** Returns a time of the source as a time of the output, in the same unit. */
    public long moved(long time, AVRational unit) {
        return time - inUnit(shift, unit);
    }

    private int compare(long time, AVRational unit, long ticks) {
        try (AVRational base = Fractions.of(timeBase)) {
            return av_compare_ts(time, unit, ticks, base);
        }
    }

    private long inUnit(long ticks, AVRational unit) {
        if (ticks == 0) {
            return 0;
        }
        try (AVRational base = Fractions.of(timeBase)) {
            return av_rescale_q(ticks, base, unit);
        }
    }
}
