package io.jndencode.train;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A picture of the dataset with its label.
 *
 * @param file the picture
 * @param source what it was taken from; the file's own name where no manifest says
 * @param shot the shot it belongs to; its own number where no manifest says
 * @param levels its levels
 * @param weight how much it counts in training, above 0
 */
public record LabelledPicture(Path file, String source, int shot, JndLevels levels, double weight) {
    public LabelledPicture {
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(levels, "levels is null");
        if (!(weight > 0)) {
            throw new IllegalArgumentException("weight " + weight + " of " + file + " is not above 0");
        }
    }

    /** The file's name, the same in every folder of the layout. */
    public String name() {
        return String.valueOf(file.getFileName());
    }
}
