package io.jndencode.dataset;

import io.jndencode.jnd.JndLevel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Where things lie in a dataset: {@code root/{train,valid,test}/} hold pictures and {@code JND-Levels.txt}, {@code
 * root/jnd{1,2,3}{train,valid,test}/} the same pictures at JND quality, {@code root/previous{train,valid,test}/} the frame
 * before each.
 *
 * @param root the dataset's folder
 */
public record DatasetLayout(Path root) {
    public DatasetLayout {
        Objects.requireNonNull(root, "root is null");
    }

    /** The pictures of a part. */
    public Path pictures(Split split) {
        return root.resolve(split.folder());
    }

    /** The pictures of a part as coded at a level's QP, under the same names. */
    public Path coded(Split split, JndLevel level) {
        return root.resolve(level.name().toLowerCase(Locale.ROOT) + split.folder());
    }

    /** The frames before the pictures of a part, under the same names; optional, for networks that look at motion. */
    public Path previous(Split split) {
        return root.resolve("previous" + split.folder());
    }

    /** All folders with pictures, made or not. */
    public List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        for (Split split : Split.values()) {
            folders.add(pictures(split));
            folders.add(previous(split));
            for (JndLevel level : JndLevel.values()) {
                folders.add(coded(split, level));
            }
        }
        return folders;
    }

    /** One row a picture, columns JND1 JND2 JND3, in natural order of the pictures' names. */
    public Path levels(Split split) {
        return pictures(split).resolve("JND-Levels.txt");
    }

    /** Says by name where each picture came from; optional. */
    public Path manifest() {
        return root.resolve("manifest.json");
    }
}
