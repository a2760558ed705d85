package io.jndencode.shot;

import io.jndencode.media.Rational;
import java.util.Locale;

/**
 * Timecodes as SMPTE 12M counts them: hours, minutes, seconds and frames at a whole rate.
 *
 * <p>At 30000/1001 and 60000/1001 frames a second whole rates would run behind the clock, so drop-frame counting leaves out
 * numbers (never frames): the first two (four) of every minute but each tenth.
 *
 * @param base frames in a second of timecode
 * @param dropFrame whether numbers are left out, which is written with a semicolon before the frames
 */
record Timecode(int base, boolean dropFrame) {
    private static final int FRAMES_DROPPED_AT_30 = 2;

    /** The counting for a video of this frame rate; 25 where it is unknown. */
    static Timecode of(Rational rate) {
        if (!rate.known()) {
            return new Timecode(25, false);
        }
        int base = (int) Math.max(1, Math.round(rate.toDouble()));
        boolean slowed = rate.num() * 1001 == base * 1000L * rate.den();
        return new Timecode(base, slowed && base % 30 == 0);
    }

    /** The timecode of a frame, from 0. */
    String at(long frame) {
        long number = dropFrame ? frame + dropped(frame) : frame;
        long seconds = number / base;
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%s%02d",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                dropFrame ? ";" : ":",
                number % base);
    }

    /** Numbers left out before a frame. */
    private long dropped(long frame) {
        int drop = FRAMES_DROPPED_AT_30 * base / 30;
        long perMinute = base * 60L - drop;
        long perTenMinutes = perMinute * 10 + drop;
        long rest = frame % perTenMinutes;
        long minutes = rest < drop ? 0 : (rest - drop) / perMinute;
        return frame / perTenMinutes * 9 * drop + minutes * drop;
    }
}
