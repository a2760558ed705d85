package io.jndencode.model.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jndencode.JndException;
import io.jndencode.file.FileHash;
import io.jndencode.file.SmallText;
import io.jndencode.jnd.inference.RunLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A weight file of Keras, read completely.
 *
 * <p>Supported are the HDF5 files of {@code save_weights} (one group per layer, order in the attribute {@code
 * layer_names}), of {@code save} (the same inside {@code model_weights}), and the {@code .weights.h5} of Keras 3.
 * Optimizer state and other groups are ignored.
 *
 * @param path the file
 * @param sha256 its SHA-256
 * @param blocks its layers, in each block in the order the network computes them
 */
record KerasFile(Path path, String sha256, List<Block> blocks) {
    KerasFile {
        blocks = List.copyOf(blocks);
    }

    /**
     * A sequence of layers stored together.
     *
     * @param nested whether they are a model inside the model
     * @param layers in order
     */
    record Block(boolean nested, List<KerasLayer> layers) {
        Block {
            layers = List.copyOf(layers);
        }
    }

    /** Reads a file. Throws {@link JndException.Model} if it is of no known kind. */
    static KerasFile read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new JndException.Model("There is no weight file %s.".formatted(path));
        }
        return RunLimit.USUAL.load("The weight file " + path, () -> parsed(path));
    }

    private static KerasFile parsed(Path path) {
        try (HdfFile file = new HdfFile(path)) {
            List<Block> blocks = blocks(path, file);
            if (blocks.stream().allMatch(block -> block.layers().isEmpty())) {
                throw new JndException.Model("%s holds no layers with weights.".formatted(path));
            }
            return new KerasFile(path, FileHash.sha256(path), blocks);
        } catch (IOException e) {
            throw new JndException.Model("%s cannot be read.".formatted(path), e);
        } catch (JndException e) {
            throw e;
        } catch (RuntimeException e) { // jhdf throws a dozen kinds of exceptions for damaged files
            String why = e.getMessage() == null ? "it is damaged" : SmallText.shown(e.getMessage());
            throw new JndException.Model(
                    "%s cannot be read as HDF5, the format of Keras weights (of a .keras archive, unzip model.weights.h5): %s."
                            .formatted(path, why),
                    e);
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw new JndException.Model(
                    "%s cannot be read as HDF5: it refers to itself, or asks for more memory than there is."
                            .formatted(path),
                    e);
        }
    }

    private static List<Block> blocks(Path path, HdfFile file) {
        Group root = file;
        if (OwnNodes.child(path, root, "model_weights") instanceof Group weights) {
            root = weights;
        }
        if (SavedLayers.here(root)) {
            return new SavedLayers(path).read(root);
        }
        return new NumberedLayers(path).read(file);
    }
}
