package io.jndencode.shot.detect;

/**
 * Limits on the length of a shot.
 *
 * @param minSeconds shortest shot; of two boundaries closer than that, the weaker is dropped
 * @param maxFrames longest shot; a longer one is split (250 is x264's default key frame distance)
 */
public record ShotOptions(double minSeconds, int maxFrames) {
    public static final ShotOptions DEFAULT = new ShotOptions(0.6, 250);

    public ShotOptions {
        if (!(minSeconds >= 0 && minSeconds <= 60)) {
            throw new IllegalArgumentException(
                    "the shortest shot must last 0 to 60 seconds, not %s".formatted(minSeconds));
        }
        if (maxFrames < 2) {
            throw new IllegalArgumentException(
                    "the longest shot must have at least 2 frames, not %d".formatted(maxFrames));
        }
    }

    /** Returns the shortest shot in frames, never more than half the longest one, so that every split can respect it. */
    int minFrames(double frameRate) {
        return (int) Math.max(1, Math.min(Math.round(minSeconds * frameRate), maxFrames / 2));
    }
}
