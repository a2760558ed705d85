package io.jndencode.label;

import io.jndencode.dataset.GroupSplitter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What to import, and how.
 *
 * @param tables tables of labelled shots, see {@link LabelTable}
 * @param folders where the tables' files are looked for, in this order
 * @param out the dataset's folder, made where missing; what already stands in it is kept
 * @param groups how sources are dealt to train, valid and test
 * @param weights how much each shot counts
 * @param width pictures' width
 * @param height pictures' height
 * @param videoFrames pictures of a shot of a video
 * @param pictureFrames pictures of a pan over a picture, whose frames differ less
 * @param coded also encode every shot at its three QPs and write the decoded pictures
 */
public record LabelImportOptions(
        List<Path> tables,
        List<Path> folders,
        Path out,
        GroupSplitter groups,
        LabelWeights weights,
        int width,
        int height,
        int videoFrames,
        int pictureFrames,
        boolean coded) {
    /** Width of the networks' input. */
    public static final int WIDTH = 640;
    /** Height of the networks' input. */
    public static final int HEIGHT = 352;

    public LabelImportOptions {
        tables = List.copyOf(tables);
        folders = List.copyOf(folders);
        Objects.requireNonNull(out, "out is null");
        Objects.requireNonNull(groups, "groups is null");
        Objects.requireNonNull(weights, "weights is null");
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("no table of labels given");
        }
        if (width < 16 || height < 16 || videoFrames < 1 || pictureFrames < 1) {
            throw new IllegalArgumentException("not an import: %dx%d, %d and %d frames a shot"
                    .formatted(width, height, videoFrames, pictureFrames));
        }
    }
}
