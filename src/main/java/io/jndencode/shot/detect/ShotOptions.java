package io.jndencode.shot.detect;

/**
 * Limits on the length of a shot.
 *
 * @param minSeconds shortest shot; of two boundaries closer than that, the weaker is dropped
 * @param maxFrames longest shot; a longer one is split (250 is x264's default key frame distance)
 * @param minFrames shortest shot in frames, where {@code minSeconds} are fewer; 0 for none
 */
public record ShotOptions(double minSeconds, int maxFrames, int minFrames) {
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

    /** Creates limits without a shortest shot in frames. */
    public ShotOptions(double minSeconds, int maxFrames) {
        this(minSeconds, maxFrames, 0);
    }

    /** Returns limits under which no shot is shorter; the longest may become longer, so that every split can respect it. */
    public ShotOptions notShorterThan(int frames) {
        return frames == 0 ? this : new ShotOptions(minSeconds, Math.max(maxFrames, 2 * frames), frames);
    }

    /** Returns the shortest shot in frames, never more than half the longest one, so that every split can respect it. */
    public int minFrames(double frameRate) {
        long wanted = Math.max(minFrames, Math.round(minSeconds * frameRate));
        return (int) Math.max(1, Math.min(wanted, maxFrames / 2));
    }
}
