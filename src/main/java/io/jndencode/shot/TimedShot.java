package io.jndencode.shot;

import java.util.Objects;

/**
 * A shot with its times.
 *
 * @param shot the shot
 * @param start seconds from the video's first frame
 * @param end seconds from the video's first frame to the end of the last frame's display
 */
public record TimedShot(Shot shot, double start, double end) {
    public TimedShot {
        Objects.requireNonNull(shot, "shot is null");
        if (!(end >= start)) {
            throw new IllegalArgumentException(
                    "shot " + shot.index() + " ends at " + end + " s, before " + start + " s");
        }
    }
}
