package io.jndencode.jnd;

import io.jndencode.JndException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The default model inside the program's jar, for programs that use the jars without a folder of models. Its weights are written to a new
 * private folder, which is deleted when the process ends, because ONNX Runtime needs a file.
 */
final class BundledModel {
    private static final String NAME = ModelStore.DEFAULT_MODEL + ".onnx";

    private BundledModel() {}

    /** Returns the default model's file; empty for another name, or if the jar holds no model. */
    static Optional<Path> file(String name) {
        if (!name.equals(ModelStore.DEFAULT_MODEL)) {
            return Optional.empty();
        }
        try (InputStream in = BundledModel.class.getResourceAsStream("/onnx-models/" + NAME)) {
            if (in == null) {
                return Optional.empty();
            }
            Path folder = Files.createTempDirectory("jnd-encode-model-");
            Path file = folder.resolve(NAME);
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            Files.copy(in, file);
            return Optional.of(file);
        } catch (IOException e) {
            throw new JndException.Model("cannot unpack the model " + name + ": " + e.getMessage(), e);
        }
    }
}
