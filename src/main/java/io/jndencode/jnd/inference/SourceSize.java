package io.jndencode.jnd.inference;

import io.jndencode.media.MediaInfo;
import java.util.Locale;

/**
 * Size of the pictures a model's frames were scaled from: the model sees all alike, but levels were measured on few kinds.
 *
 * @param width columns that are shown, in pixels
 * @param height rows, in pixels
 */
public record SourceSize(int width, int height) {
    /** Half the pixels of the smallest training shots, 640x360. */
    private static final long SMALL = 640 * 360 / 2;
    /** Larger sources than these were scaled down before anybody judged them, smaller ones at most by three halves. */
    private static final long LARGE = 1920 * 1088;

    public SourceSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("pictures of " + width + "x" + height);
        }
    }

    /** Of the video of a file. */
    public static SourceSize of(MediaInfo info) {
        return new SourceSize(info.video().shownWidth(), info.video().shownHeight());
    }

    /** What the size says against trusting a prediction. */
    PredictionConfidence confidence() {
        long pixels = (long) width * height;
        String size = String.format(Locale.ROOT, "the source's %dx%d pixels are ", width, height);
        if (pixels < SMALL) {
            return PredictionConfidence.uncertain(
                    size + "far fewer than those of any training shot (640x360 to 1280x720)");
        }
        if (pixels > LARGE) {
            return PredictionConfidence.uncertain(
                    size + "far more than those of any training shot (640x360 to 1280x720)");
        }
        if (height > width) {
            return PredictionConfidence.uncertain(size + "upright, as those of hardly any training shot");
        }
        return PredictionConfidence.none();
    }
}
