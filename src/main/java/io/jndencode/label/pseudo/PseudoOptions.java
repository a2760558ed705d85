package io.jndencode.label.pseudo;

import io.jndencode.dataset.GroupSplitter;
import io.jndencode.model.InputSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What to make pseudo-labelled pictures of, and how many.
 *
 * @param sources videos and pictures, each with a name of its own
 * @param out the dataset's folder; what it holds already is kept
 * @param model the file of the model whose levels become the labels
 * @param groups how sources are dealt to train, valid and test
 * @param perVideo pictures of each video
 * @param perPicture pictures of each picture
 * @param size of the pictures written: what the networks that learn from them take
 * @param coded whether the pictures at the quality of each level are written too
 */
public record PseudoOptions(
        List<Path> sources,
        Path out,
        Path model,
        GroupSplitter groups,
        int perVideo,
        int perPicture,
        InputSize size,
        boolean coded) {
    public PseudoOptions {
        sources = List.copyOf(sources);
        Objects.requireNonNull(out, "out is null");
        Objects.requireNonNull(model, "model is null");
        Objects.requireNonNull(groups, "groups is null");
        Objects.requireNonNull(size, "size is null");
        if (perVideo < 1 || perPicture < 1) {
            throw new IllegalArgumentException(
                    "pictures of a source must be at least 1, not %d and %d".formatted(perVideo, perPicture));
        }
    }
}
