package io.jndencode.plan.crf;

import io.jndencode.media.VideoStream;
import io.jndencode.shot.ShotStatistics;
import java.util.Objects;

/**
 * The properties of a shot that {@link CrfMapping} uses.
 *
 * @param traits statistics of its frames
 * @param frames number of frames
 * @param pixels number of pixels in a picture
 * @param frameRate frames a second the encoder assumes
 */
public record CrfScene(ShotStatistics traits, long frames, long pixels, double frameRate) {
    /** The frame rate the mappings are fitted at. */
    private static final double BASE_FRAME_RATE = 25;

    /** Range of frame rates within which x264 and x265 tell frame durations apart. */
    private static final double SLOWEST = 1;

    private static final double FASTEST = 100;

    public CrfScene {
        Objects.requireNonNull(traits, "traits is null");
        if (frames < 1 || pixels < 1 || !(frameRate > 0)) {
            throw new IllegalArgumentException(
                    "a shot of " + frames + " frames of " + pixels + " pixels, " + frameRate + " a second");
        }
    }

    /** Describes a shot of a video. */
    public static CrfScene of(ShotStatistics traits, long frames, VideoStream video) {
        long pixels = (long) video.geometry().width() * video.geometry().height();
        return new CrfScene(traits, frames, pixels, video.timing().frameRate().framesPerSecond());
    }

    /** Returns what a frame rate adds to a CRF that rises by {@code perDoubling} for every doubling above 25 a second. */
    static double rateShift(double perDoubling, double frameRate) {
        double rate = Math.max(SLOWEST, Math.min(FASTEST, frameRate));
        return perDoubling * Math.log(rate / BASE_FRAME_RATE) / Math.log(2);
    }
}
