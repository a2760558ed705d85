package io.jndencode.dataset;

import io.jndencode.jnd.JndLevel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The folders and files of a dataset: {@code root/{train,valid,test}/} hold pictures and {@code JND-Levels.txt}, {@code
 * root/jnd{1,2,3}{train,valid,test}/} the same pictures at JND quality, {@code root/previous{train,valid,test}/} the
 * frame before each.
 *
 * @param root the dataset's folder
 */
public record DatasetLayout(Path root) {
    public DatasetLayout {
        Objects.requireNonNull(root, "root is null");
    }

    /** Returns the folder of the pictures of a part. */
    public Path pictures(Split split) {
        return root.resolve(split.folder());
    }

    /** Returns the folder of a part's pictures coded at a level's QP, under the same names. */
    public Path coded(Split split, JndLevel level) {
        return root.resolve(level.name().toLowerCase(Locale.ROOT) + split.folder());
    }

    /**
     * Returns the folder of the frames before a part's pictures, under the same names; optional, for networks that use
     * motion.
     */
    public Path previous(Split split) {
        return root.resolve("previous" + split.folder());
    }

    /** Returns all folders with pictures, existing or not. */
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

    /**
     * Returns the file of levels: one row per picture, columns JND1 JND2 JND3, in natural order of the pictures' names.
     */
    public Path levels(Split split) {
        return pictures(split).resolve("JND-Levels.txt");
    }

    /** Returns the file that records where each picture came from; optional. */
    public Path manifest() {
        return root.resolve("manifest.json");
    }
}
