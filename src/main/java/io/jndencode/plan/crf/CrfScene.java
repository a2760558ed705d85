package io.jndencode.plan.crf;

import io.jndencode.media.VideoStream;
import io.jndencode.shot.ShotStatistics;
import java.util.Objects;

/**
 * What {@link CrfMapping} knows of a shot.
 *
 * @param traits what its frames look like
 * @param frames number of them
 * @param pixels of a picture
 * @param frameRate frames a second the encoder counts with
 */
public record CrfScene(ShotStatistics traits, long frames, long pixels, double frameRate) {
    /** What the encoder takes where a source does not say. */
    private static final double USUAL_FRAME_RATE = 25;

    public CrfScene {
        Objects.requireNonNull(traits, "traits is null");
        if (frames < 1 || pixels < 1 || !(frameRate > 0)) {
            throw new IllegalArgumentException(
                    "a shot of " + frames + " frames of " + pixels + " pixels, " + frameRate + " a second");
        }
    }

    /** A shot of a video. */
    public static CrfScene of(ShotStatistics traits, long frames, VideoStream video) {
        double rate = video.frameRate().known() ? video.frameRate().toDouble() : USUAL_FRAME_RATE;
        return new CrfScene(traits, frames, (long) video.width() * video.height(), rate);
    }
}
