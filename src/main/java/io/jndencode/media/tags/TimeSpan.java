package io.jndencode.media.tags;

import static org.bytedeco.ffmpeg.global.avutil.av_compare_ts;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.jndencode.media.Rational;
import io.jndencode.media.ffmpeg.Fractions;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * The part of the source's time that goes into the output, and how far it is moved on the way.
 *
 * @param timeBase of the ticks below: the video's
 * @param shift ticks taken off every timestamp
 * @param start first tick kept, {@code Long.MIN_VALUE} for all
 * @param end first tick after what is kept, {@code Long.MAX_VALUE} for all
 */
public record TimeSpan(Rational timeBase, long shift, long start, long end) {
    /** The whole source, moved. */
    public static TimeSpan whole(Rational timeBase, long shift) {
        return new TimeSpan(timeBase, shift, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** A part of the source, moved to begin at 0. */
    public static TimeSpan part(Rational timeBase, long start, long end) {
        return new TimeSpan(timeBase, start, start, end);
    }

    public boolean whole() {
        return start == Long.MIN_VALUE && end == Long.MAX_VALUE;
    }

    /** Whether a time lies before what is kept. */
    public boolean before(long time, AVRational unit) {
        return start != Long.MIN_VALUE && compare(time, unit, start) < 0;
    }

    /** Whether a time lies after what is kept. */
    public boolean after(long time, AVRational unit) {
        return end != Long.MAX_VALUE && compare(time, unit, end) >= 0;
    }

    /** Whether a time lies in what is kept. */
    boolean holds(long time, AVRational unit) {
        return !before(time, unit) && !after(time, unit);
    }

    /** The nearest time inside. */
    public long clip(long time, AVRational unit) {
        if (before(time, unit)) {
            return inUnit(start, unit);
        }
        return after(time, unit) ? inUnit(end, unit) : time;
    }

    /** Where a time of the source is in the output, in the same unit. */
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
