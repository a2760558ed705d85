package io.jndencode.shot;

import io.jndencode.media.Rational;
import java.util.Locale;

/**
 * Timecodes as defined by SMPTE 12M: hours, minutes, seconds and frames at a whole rate.
 *
 * <p>At 30000/1001 and 60000/1001 frames per second, counting at a whole rate would lag behind the clock, so drop-frame counting skips numbers
 * (never frames): the first two (four) of every minute except each tenth.
 *
 * @param base frames in a second of timecode
 * @param dropFrame whether numbers are skipped, shown by a semicolon before the frames
 */
record Timecode(int base, boolean dropFrame) {
    private static final int FRAMES_DROPPED_AT_30 = 2;

    /** Returns the counting for a frame rate; 25 if the rate is unknown. */
    static Timecode of(Rational rate) {
        if (!rate.known()) {
            return new Timecode(25, false);
        }
        int base = (int) Math.max(1, Math.round(rate.toDouble()));
        boolean slowed = rate.num() * 1001 == base * 1000L * rate.den();
        return new Timecode(base, slowed && base % 30 == 0);
    }

    /** Returns the timecode of a frame, counted from 0. */
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

    /** Returns how many numbers are skipped before a frame. */
    private long dropped(long frame) {
        int drop = FRAMES_DROPPED_AT_30 * base / 30;
        long perMinute = base * 60L - drop;
        long perTenMinutes = perMinute * 10 + drop;
        long rest = frame % perTenMinutes;
        long minutes = rest < drop ? 0 : (rest - drop) / perMinute;
        return frame / perTenMinutes * 9 * drop + minutes * drop;
    }
}
