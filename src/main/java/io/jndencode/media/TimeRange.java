package io.jndencode.media;

import io.jndencode.JndException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of a video by time: the frames from {@code start} on and before {@code start + duration}.
 *
 * @param start seconds after the video's first frame
 * @param duration seconds; null for up to the end
 */
public record TimeRange(double start, @Nullable Double duration) {
    /** The whole video. */
    public static final TimeRange WHOLE = new TimeRange(0, null);

    /** Tolerance in seconds: reports round times to a microsecond, and a time copied from one must find its frame. */
    private static final double TOLERANCE = 1e-6;

    public TimeRange {
        if (!(start >= 0 && start < Double.POSITIVE_INFINITY)) {
            throw new JndException.Usage("the start must be 0 seconds or later, got " + start);
        }
        if (duration != null && !(duration > 0 && duration < Double.POSITIVE_INFINITY)) {
            throw new JndException.Usage("the duration must be more than 0 seconds, got " + duration);
        }
    }

    /** Returns whether this is the whole of any video. */
    public boolean whole() {
        return start == 0 && duration == null;
    }

    /** Returns whether a time, in seconds after the first frame, lies before the range. */
    public boolean before(double seconds) {
        return seconds < start - TOLERANCE;
    }

    /** Returns whether a time, in seconds after the first frame, lies past the range. */
    public boolean after(double seconds) {
        return duration != null && seconds >= start + duration - TOLERANCE;
    }

    /** Returns the number of frames of a video in the range according to its container; 0 if unknown. */
    public long frames(MediaInfo info) {
        long all = info.video().timing().frames();
        if (whole() || all == 0 || info.duration() <= 0) {
            return all;
        }
        double left = Math.max(0, info.duration() - start);
        double seconds = duration == null ? left : Math.min(duration, left);
        return Math.min(all, Math.round(all * seconds / info.duration()));
    }

    /** Returns the range for messages, e.g. {@code 3 s to 5.5 s} or {@code 3 s to the end}. */
    @Override
    public String toString() {
        return text(start) + " to " + (duration == null ? "the end" : text(start + duration));
    }

    private static String text(double seconds) {
        return String.format(Locale.ROOT, "%.3f s", seconds);
    }
}
