package io.jndencode.plan.forecast;

import io.jndencode.math.Doublings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the forecasts of a video's shots, and corrects them by the sizes of those that are encoded.
 *
 * <p>The error of a shot's forecast has two parts of which {@link #SHARED} says how they are divided: one that all shots of a video have in
 * common, because they are of one kind, and one of its own. So the range of many shots is narrower than that of one, but not by as much as
 * if they were independent; and shots that turned out larger or smaller than foreseen tell something of the others. How much is the
 * best linear guess from both variances: little from one small shot, nearly all from many.
 *
 * <p>Not safe for several threads.
 */
public final class ForecastTally {
    /**
     * Part of a forecast's variance that the shots of a video share. Measured on shots of sources outside the fit, see docs/forecast.md.
     */
    static final double SHARED = 0.25;

    private final Sum planned = new Sum();
    private final Sum done = new Sum();
    private double actual;
    private long framesPlanned;
    private int shotsPlanned;
    private boolean unknown;

    /** Sums over shots from which the errors of their total follow. */
    private static final class Sum {
        private double bytes;
        private double deviations;
        private double squares;

        void add(SizeForecast forecast) {
            double deviation = forecast.bytes() * forecast.doublings();
            bytes += forecast.bytes();
            deviations += deviation;
            squares += deviation * deviation;
        }

        Sum without(Sum other) {
            Sum rest = new Sum();
            rest.bytes = Math.max(0, bytes - other.bytes);
            rest.deviations = Math.max(0, deviations - other.deviations);
            rest.squares = Math.max(0, squares - other.squares);
            return rest;
        }

        /** Returns the variance of the error that the shots share, in doublings. */
        double shared() {
            return bytes > 0 ? SHARED * Math.pow(deviations / bytes, 2) : 0;
        }

        /** Returns the variance of their total's error that is the shots' own, in doublings. */
        double own() {
            return bytes > 0 ? (1 - SHARED) * squares / (bytes * bytes) : 0;
        }
    }

    /** Counts a planned shot; a null forecast makes the total unknown. */
    public void planned(long frames, @Nullable SizeForecast forecast) {
        framesPlanned += frames;
        shotsPlanned++;
        if (forecast == null) {
            unknown = true;
        } else {
            planned.add(forecast);
        }
    }

    /**
     * Counts the size of a shot that was planned before.
     *
     * @param forecast as it was planned, whatever measuring made of its rate since
     */
    public void encoded(@Nullable SizeForecast forecast, long bytes) {
        actual += bytes;
        if (forecast != null) {
            done.add(forecast);
        }
    }

    /** Counts a shot that was encoded once more, in place of its earlier encode. */
    public void again(long before, long bytes) {
        actual += bytes - before;
    }

    /** Returns the size of all planned shots together; empty if nothing is known of one of them, or there is none. */
    public Optional<SizeForecast> total() {
        return total(framesPlanned);
    }

    /**
     * Returns the size of a whole video of which only a part is planned yet, as if the rest were like that part.
     *
     * @param frames number of frames of the video; fewer than are planned mean no more than these
     */
    public Optional<SizeForecast> total(long frames) {
        if (unknown || framesPlanned == 0) {
            return Optional.empty();
        }
        Sum rest = planned.without(done);
        double unseen = planned.bytes * Math.max(0, frames - framesPlanned) / framesPlanned;
        double gain = gain();
        double left = (rest.bytes + unseen) * Math.pow(2, gain * error());
        double shared = planned.shared() * (1 - gain);
        double span = Math.pow(2, SizeForecast.DEVIATIONS * Math.sqrt(shared + rest.own()));
        return Optional.of(SizeForecast.ofBytes(actual + left, actual + left / span, actual + left * span));
    }

    /**
     * Returns by how many doublings the encoded shots are larger than foreseen, as if one more shot of the mean size had turned out as
     * foreseen: what a black shot of a few hundred bytes is wrong by says nothing of the others.
     */
    private double error() {
        double usual = planned.bytes / shotsPlanned;
        return usual > 0 ? Doublings.of((actual + usual) / (done.bytes + usual)) : 0;
    }

    /** Returns which part of that error is to be expected of the other shots too: 0 to 1. */
    private double gain() {
        double shared = done.shared();
        return shared == 0 ? 0 : shared / (shared + done.own());
    }
}
