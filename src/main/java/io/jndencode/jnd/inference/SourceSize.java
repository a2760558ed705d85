package io.jndencode.jnd.inference;

import io.jndencode.media.MediaInfo;
import java.util.Locale;

/**
 * The size of the source pictures before scaling to the model's input: the model cannot see it, but levels were measured only for some
 * sizes.
 *
 * @param width displayed columns, in pixels
 * @param height rows, in pixels
 */
public record SourceSize(int width, int height) {
    /** Half the pixels of the smallest training shots, which have 640x360. */
    private static final long SMALL = 640 * 360 / 2;
    /** Sources larger than this were scaled down before viewers judged them; smaller ones were scaled by at most three halves. */
    private static final long LARGE = 1920 * 1088;

    public SourceSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("pictures of " + width + "x" + height);
        }
    }

    /** Returns the size of a file's video. */
    public static SourceSize of(MediaInfo info) {
        return new SourceSize(
                info.video().geometry().shownWidth(), info.video().geometry().shownHeight());
    }

    /** Returns how far predictions for this size can be trusted. */
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
