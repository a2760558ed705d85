package io.jndencode.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.shot.FrameRange;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The largest distance between key frames. Every shot begins with one; a shot longer than the interval has more, evenly spaced, so that
 * they are the same frames with every encoder, rate and size, and the pieces between them have about the same length.
 */
public sealed interface KeyInterval {
    /** Only what the encoder puts in by itself: the first frame of every shot, and frames that resemble nothing before them. */
    record Free() implements KeyInterval {
        @Override
        public OptionalInt frames(Rational frameRate) {
            return OptionalInt.empty();
        }

        @JsonValue
        @Override
        public String toString() {
            return "auto";
        }
    }

    /** At most this many frames apart. */
    record Frames(int frames) implements KeyInterval {
        public Frames {
            if (frames < LEAST) {
                throw new JndException.Usage(
                        "a key frame interval of %d frames is too short: give %d or more".formatted(frames, LEAST));
            }
        }

        @Override
        public OptionalInt frames(Rational frameRate) {
            return OptionalInt.of(frames);
        }

        @JsonValue
        @Override
        public String toString() {
            return Integer.toString(frames);
        }
    }

    /** At most this many seconds apart, at the video's frame rate. */
    record Seconds(double seconds) implements KeyInterval {
        public Seconds {
            if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
                throw new JndException.Usage(
                        "a key frame interval of %s s is outside 0 to %d".formatted(seconds, MOST_SECONDS));
            }
        }

        @Override
        public OptionalInt frames(Rational frameRate) {
            double whole = Math.floor(seconds * frameRate.framesPerSecond() + 1e-6);
            return OptionalInt.of((int) Math.max(LEAST, Math.min(Integer.MAX_VALUE, whole)));
        }

        @Override
        public OptionalInt atLeast(Rational frameRate) {
            double whole = Math.ceil(seconds * frameRate.framesPerSecond() - 1e-6);
            return OptionalInt.of((int) Math.max(LEAST, Math.min(LONGEST, whole)));
        }

        @JsonValue
        @Override
        public String toString() {
            return (seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds)) + "s";
        }
    }

    /** Two frames: with fewer there would be nothing to predict. */
    int LEAST = 2;

    int MOST_SECONDS = 3600;

    /** More than any video has between two cuts: a smallest distance above it is as good as this. */
    int LONGEST = 1_000_000;

    /** Names that encoders have for it. */
    Set<String> DECIDERS = Set.of("keyint", "min-keyint", "scenecut");

    /** Reads {@code auto}, a number of frames such as {@code 48}, or seconds such as {@code 2s}. */
    @JsonCreator
    static KeyInterval parse(String text) {
        String plain = text.strip();
        try {
            if (plain.equals("auto")) {
                return new Free();
            }
            return plain.endsWith("s")
                    ? new Seconds(Double.parseDouble(plain.substring(0, plain.length() - 1)))
                    : new Frames(Integer.parseInt(plain));
        } catch (NumberFormatException e) {
            throw new JndException.Usage(
                    "key frame interval \"" + text
                            + "\" is not known: give frames such as 48, seconds such as 2s, or auto",
                    e);
        }
    }

    /** Refuses encoder parameters that decide about key frames too; {@code name} is the option it was given with. */
    default void check(String name, String encoderParams) {
        if (this instanceof Free) {
            return;
        }
        for (String option : EncoderChoice.options(encoderParams)) {
            String key =
                    option.replaceFirst("=.*", "").strip().replace('_', '-').replaceFirst("^no-", "");
            if (DECIDERS.contains(key)) {
                throw new JndException.Usage("the encoder's option " + option + " and " + name + " " + this
                        + " both decide where key frames are: give one of them");
            }
        }
    }

    /** Returns the largest distance in frames at a frame rate; empty if there is no limit. */
    OptionalInt frames(Rational frameRate);

    /** Returns the interval in frames at a frame rate, as a smallest distance; empty if there is none. */
    default OptionalInt atLeast(Rational frameRate) {
        OptionalInt frames = frames(frameRate);
        return frames.isPresent() ? OptionalInt.of(Math.min(LONGEST, frames.getAsInt())) : frames;
    }

    /** Returns the distance between the key frames of a shot, none larger than {@code most}; at least {@value #LEAST}. */
    static int distance(FrameRange shot, int most) {
        long pieces = ceilDiv(shot.length(), most);
        return (int) Math.max(LEAST, ceilDiv(shot.length(), pieces));
    }

    private static long ceilDiv(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
