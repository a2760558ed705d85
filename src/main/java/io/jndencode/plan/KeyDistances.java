package io.jndencode.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.detect.ShotOptions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How far key frames are apart, at most and at least.
 *
 * <p>Every shot begins with a key frame, so a shortest distance is also that of the shortest shot: of two cuts closer together only the
 * clearer one counts. Inside a shot key frames are evenly spaced. Where a shot's length allows no spacing between both limits, which needs
 * a least distance of more than half the largest, the largest one holds, as with x264.
 *
 * @param most the largest distance
 * @param least the smallest distance; free for none
 */
public record KeyDistances(
        @JsonProperty("keyint") KeyInterval most,
        @JsonProperty("minKeyint") KeyInterval least) {
    /** The largest distance where only the smallest is given: x264's own. */
    private static final KeyInterval USUAL = new KeyInterval.Frames(250);

    /** The share of the largest distance up to which shots of all lengths can be divided. */
    private static final double HALF = 0.5;

    public KeyDistances {
        Objects.requireNonNull(most, "most is null");
        Objects.requireNonNull(least, "least is null");
        boolean swapped = (most instanceof KeyInterval.Frames high
                        && least instanceof KeyInterval.Frames low
                        && low.frames() > high.frames())
                || (most instanceof KeyInterval.Seconds longest
                        && least instanceof KeyInterval.Seconds shortest
                        && shortest.seconds() > longest.seconds());
        if (swapped) {
            throw larger(most, least, "");
        }
    }

    private static JndException.Usage larger(KeyInterval most, KeyInterval least, String where) {
        return new JndException.Usage(
                "--min-keyint %s is more than --keyint %s%s: key frames are at least the one apart"
                                .formatted(least, most, where)
                        + " and at most the other");
    }

    /** Refuses encoder parameters that decide about key frames too. */
    void check(String encoderParams) {
        most.check("--keyint", encoderParams);
        least.check("--min-keyint", encoderParams);
    }

    /** Returns what may surprise about the two, if anything does. */
    public Optional<String> remark() {
        double share = most instanceof KeyInterval.Frames high && least instanceof KeyInterval.Frames low
                ? (double) low.frames() / high.frames()
                : most instanceof KeyInterval.Seconds longest && least instanceof KeyInterval.Seconds shortest
                        ? shortest.seconds() / longest.seconds()
                        : 0;
        return share <= HALF
                ? Optional.empty()
                : Optional.of("--min-keyint " + least + " is more than half of --keyint " + most
                        + ": a shot whose length has no place between them has key frames nearer together, about half"
                        + " of --keyint apart");
    }

    /** Returns whether a smallest distance is wanted. */
    public boolean limited() {
        return !(least instanceof KeyInterval.Free);
    }

    /** Refuses, for a video, a smallest distance above the largest. */
    public void check(Rational frameRate) {
        OptionalInt high = most.frames(frameRate);
        if (high.isPresent() && leastFrames(frameRate) > Math.max(high.getAsInt(), KeyInterval.LEAST)) {
            throw larger(most, least, " at %.3f frames a second".formatted(frameRate.framesPerSecond()));
        }
    }

    /** Returns the smallest distance in frames; 0 for none. */
    public int leastFrames(Rational frameRate) {
        return least.atLeast(frameRate).orElse(0);
    }

    /** Returns the largest distance in frames; empty if nothing is fixed. */
    private OptionalInt mostFrames(Rational frameRate) {
        return most instanceof KeyInterval.Free && limited()
                ? usual(USUAL, frameRate).frames(frameRate)
                : most.frames(frameRate);
    }

    /** Returns a largest distance to use where none is asked for: the usual one, or one that leaves room for the smallest. */
    public KeyInterval usual(KeyInterval usual, Rational frameRate) {
        int twice = 2 * leastFrames(frameRate);
        return twice > usual.frames(frameRate).orElse(0) + 1 ? new KeyInterval.Frames(twice) : usual;
    }

    /** Returns the distance of a shot's key frames; null leaves all but the first to the encoder. */
    @Nullable
    Integer of(FrameRange shot, Rational frameRate) {
        OptionalInt limit = mostFrames(frameRate);
        if (limit.isEmpty()) {
            return null;
        }
        int even = KeyInterval.distance(shot, limit.getAsInt());
        int low = leastFrames(frameRate);
        for (int apart = even; apart >= Math.max(low, KeyInterval.LEAST); apart--) {
            if (last(shot, apart) >= low) {
                return apart;
            }
        }
        for (int apart = even + 1; apart <= limit.getAsInt(); apart++) {
            if (last(shot, apart) >= low) {
                return apart;
            }
        }
        return even;
    }

    /** Returns the frames from a shot's last key frame to its end. */
    private static long last(FrameRange shot, int apart) {
        return (shot.length() - 1) % apart + 1;
    }

    /** Returns limits on the length of shots. */
    ShotOptions shots(double minSeconds, int maxFrames, Rational frameRate) {
        return new ShotOptions(minSeconds, maxFrames).notShorterThan(leastFrames(frameRate));
    }

    /** Refuses shots that somebody else cut shorter. */
    public void check(@Nullable List<Shot> given, Rational frameRate) {
        check(frameRate);
        if (given == null || given.size() < 2) {
            return;
        }
        for (Shot shot : given) {
            if (shot.frames().length() < leastFrames(frameRate)) {
                throw new JndException.Usage(
                        "--min-keyint %s: shot %d of the list has only %d of %d frames, and every shot begins with a key frame:"
                                        .formatted(
                                                least,
                                                shot.index(),
                                                shot.frames().length(),
                                                leastFrames(frameRate))
                                + " join it with a neighbour in the list, or ask for less");
            }
        }
    }
}
