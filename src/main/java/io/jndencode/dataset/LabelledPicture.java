package io.jndencode.dataset;

import io.jndencode.jnd.JndLevels;
import io.jndencode.media.CodingCost;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A picture of the dataset with its label.
 *
 * @param file the picture
 * @param source what it was taken from; the file's own name if there is no manifest
 * @param shot the shot it belongs to; its own number if there is no manifest
 * @param levels its levels
 * @param tag kind of content, such as {@code face} or {@code dark}; empty if there is no manifest
 * @param weight how much it counts in training, above 0
 * @param probe how well the frame codes after the one before it; null if there was no trial encode
 */
public record LabelledPicture(
        Path file,
        String source,
        int shot,
        JndLevels levels,
        String tag,
        double weight,
        @Nullable CodingCost probe) {
    private static final double MOST_WEIGHT = 1e6;

    public LabelledPicture {
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(levels, "levels is null");
        Objects.requireNonNull(tag, "tag is null");
        if (!(weight > 0 && weight <= MOST_WEIGHT)) {
            throw new IllegalArgumentException(
                    "weight " + weight + " of " + file + " is not above 0, or more than a million");
        }
    }

    /** Returns the file's name, the same in every folder of the layout. */
    public String name() {
        return String.valueOf(file.getFileName());
    }
}
