package io.jndencode.shot;

import io.jndencode.media.Rational;
import java.util.List;
import java.util.Objects;

/**
 * The shots of a video, in order.
 *
 * @param file the video's name
 * @param frameRate average frames per second
 * @param shots consecutive shots without gaps
 */
public record ShotList(String file, Rational frameRate, List<TimedShot> shots) {
    public ShotList {
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(frameRate, "frameRate is null");
        shots = List.copyOf(shots);
    }
}
