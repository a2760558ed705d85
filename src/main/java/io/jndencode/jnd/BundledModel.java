package io.jndencode.jnd;

import io.jndencode.JndException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The default model inside the program's jar, for a program that has the jars and no folder of models. Its weights are written to a new
 * private folder, which goes when the process ends: ONNX Runtime wants a file.
 */
final class BundledModel {
    private static final String NAME = ModelStore.DEFAULT_MODEL + ".onnx";

    private BundledModel() {}

    /** The default model's file; empty for another name, or where the jar holds none. */
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
