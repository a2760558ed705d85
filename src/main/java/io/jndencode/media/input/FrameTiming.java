package io.jndencode.media.input;

import static org.bytedeco.ffmpeg.avformat.AVIndexEntry.AVINDEX_DISCARD_FRAME;
import static org.bytedeco.ffmpeg.global.avformat.*;

import io.jndencode.media.Rational;
import io.jndencode.media.open.InputFile;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * The number and spacing of a stream's frames, found without decoding them.
 *
 * @param frames displayed frames, 0 if unknown
 * @param complete whether {@code frames} was counted in the container's complete list of frames
 * @param variable whether frames are unevenly spaced
 * @param ticksPerFrame mean distance of the frames examined, 0 if there were too few
 * @param crowded whether the ticks are too coarse to give each frame its own
 */
record FrameTiming(long frames, boolean complete, boolean variable, double ticksPerFrame, boolean crowded) {
    /** Multiple of the usual distance beyond which a few timestamps are taken as wrong. */
    private static final long APART = 250;

    /** Most wrong timestamps at either end. */
    private static final int FEW = 4;

    /**
     * Reads the spacing from the container's list of frames, which MP4 and QuickTime files have, with edit lists applied; empty if the
     * container lists only some frames.
     */
    static Optional<FrameTiming> listed(InputFile input, AVStream stream) {
        int entries = avformat_index_get_entries_count(stream);
        if (!input.container().contains("mov") || entries < stream.nb_frames() || stream.nb_frames() == 0) {
            return Optional.empty();
        }
        long[] times = new long[entries];
        int shown = 0;
        for (int i = 0; i < entries; i++) {
            AVIndexEntry entry = avformat_index_get_entry(stream, i);
            if ((entry.flags() & AVINDEX_DISCARD_FRAME) == 0) {
                times[shown++] = entry.timestamp();
            }
        }
        return Optional.of(spacing(Arrays.copyOf(times, shown), shown, true));
    }

    /** Measures the spacing of the following frames from their packets, for containers without a list. */
    static FrameTiming sampled(InputFile input, VideoDecoder decoder) {
        AVStream stream = input.stream(decoder.streamIndex());
        return spacing(withoutStrays(decoder.followingTimes(240, 48L << 20)), declared(stream), false);
    }

    private static long declared(AVStream stream) {
        if (stream.nb_frames() > 0) {
            return stream.nb_frames();
        }
        String statistics = InputFile.tag(stream.metadata(), "NUMBER_OF_FRAMES");
        return statistics.matches("\\d{1,12}") ? Long.parseLong(statistics) : 0;
    }

    static FrameTiming spacing(long[] times, long frames, boolean complete) {
        int steps = times.length - 1;
        double mean = steps < 1 ? 0 : (double) (times[steps] - times[0]) / steps;
        return new FrameTiming(frames, complete, uneven(times), mean, crowded(times));
    }

    /** Drops the few timestamps at the ends that are far from all others and belong to no frame. */
    private static long[] withoutStrays(long[] sorted) {
        if (sorted.length < 4 * FEW) {
            return sorted;
        }
        long far = APART * Math.max(1, median(steps(sorted)));
        int from = 0;
        int to = sorted.length;
        for (int i = 1; i <= FEW; i++) {
            from = sorted[i] - sorted[i - 1] > far ? i : from;
            to = sorted[sorted.length - i] - sorted[sorted.length - i - 1] > far ? sorted.length - i : to;
        }
        return Arrays.copyOfRange(sorted, from, to);
    }

    /** Returns whether anywhere more frames share a tick than there are ticks to the next frame. */
    private static boolean crowded(long[] sorted) {
        int alike = 1;
        for (int i = 1; i < sorted.length; i++) {
            long step = sorted[i] - sorted[i - 1];
            if (step > 0 && alike > step) {
                return true;
            }
            alike = step > 0 ? 1 : alike + 1;
        }
        return false;
    }

    /** Returns the time base to use: the container's, or a fraction of it if its ticks are too coarse. */
    Rational timeBase(Rational containers) {
        long parts = 1;
        while (crowded && parts < 1000 && ticksPerFrame * parts < 100 && containers.den() * parts < 10_000_000) {
            parts *= 10;
        }
        return new Rational(containers.num(), containers.den() * parts);
    }

    /** Returns whether distances between timestamps differ by more than rounding to ticks, and by more than 1 %. */
    static boolean uneven(long[] times) {
        if (times.length < 3) {
            return false;
        }
        long[] steps = steps(times);
        long median = median(steps);
        long tolerance = Math.max(1, median / 100);
        return Arrays.stream(steps).anyMatch(step -> Math.abs(step - median) > tolerance);
    }

    private static long[] steps(long[] times) {
        long[] steps = new long[times.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times[i + 1] - times[i];
        }
        return steps;
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /**
     * Returns the frame rate to use: the container's, unless the frames examined have a clearly different one.
     *
     * @param declared the container's average
     */
    Rational frameRate(Rational declared, Rational timeBase) {
        if (ticksPerFrame <= 0) {
            return declared;
        }
        double seen = 1 / (ticksPerFrame * timeBase.toDouble());
        return declared.known() && Math.abs(declared.toDouble() / seen - 1) < 0.05 ? declared : usual(seen);
    }

    /** Returns the standard rate within 0.2 % of a measured one, otherwise the measured one in thousandths. */
    private static Rational usual(double rate) {
        long whole = Math.round(rate);
        long ntsc = Math.round(rate * 1.001);
        if (whole > 0 && Math.abs(rate / whole - 1) < 0.0004) {
            return new Rational(whole, 1);
        }
        if (ntsc > 0 && Math.abs(rate * 1.001 / ntsc - 1) < 0.0004) {
            return new Rational(ntsc * 1000, 1001);
        }
        return whole > 0 && Math.abs(rate / whole - 1) < 0.002
                ? new Rational(whole, 1)
                : new Rational(Math.max(1, Math.round(rate * 1000)), 1000);
    }
}
