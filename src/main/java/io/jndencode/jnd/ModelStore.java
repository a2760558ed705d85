package io.jndencode.jnd;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.text.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds model files. A name refers to {@code onnx-models/NAME.onnx} of the installation (the default model is found even without that
 * folder); anything with a slash or ending in .onnx is a path given by the user.
 */
public final class ModelStore {
    /** The model used if none is named. */
    public static final String DEFAULT_MODEL = "lite";

    private static final String SUFFIX = ".onnx";

    private final Path folder;

    /**
     * One model file in the folder.
     *
     * @param name name for {@code --model}
     * @param file the file
     * @param bytes size of the file
     * @param card its description; null if the file cannot be read
     * @param problem why the file cannot be read; null if it can
     */
    public record Entry(
            String name,
            Path file,
            long bytes,
            @Nullable ModelCard card,
            @Nullable String problem) {}

    public ModelStore(Installation installation) {
        folder = installation.models();
    }

    /** Returns the file for a name or path; throws {@link JndException.Model} if there is none. */
    public Path find(String nameOrFile) {
        boolean isFile = isFile(nameOrFile);
        Path file = file(nameOrFile);
        if (Files.isRegularFile(file)) {
            if (!Files.isReadable(file)) {
                throw new JndException.Model("cannot read the model " + file + ": its permissions do not allow it");
            }
            return file;
        }
        if (isFile) {
            throw new JndException.Model(
                    Files.isDirectory(file)
                            ? "the model " + nameOrFile + " is a folder: name its .onnx file"
                            : "there is no model file " + nameOrFile);
        }
        Optional<Path> bundled = BundledModel.file(nameOrFile);
        if (bundled.isPresent()) {
            return bundled.get();
        }
        List<String> names = names();
        throw new JndException.Model("there is no model \"" + nameOrFile + "\" in " + folder
                + (names.isEmpty() ? ", which has none at all" : ": " + Spelling.hint(nameOrFile, names)));
    }

    private static boolean isFile(String nameOrFile) {
        return nameOrFile.endsWith(SUFFIX) || nameOrFile.contains("/") || nameOrFile.contains("\\");
    }

    /** Returns where the model of a name or path would be, whether or not it exists. */
    public Path file(String nameOrFile) {
        return isFile(nameOrFile) ? Path.of(nameOrFile) : folder.resolve(nameOrFile + SUFFIX);
    }

    /** Lists all models in the folder by name, including unreadable ones, without loading weights. */
    public List<Entry> list() {
        List<Entry> entries = new ArrayList<>();
        for (String name : names()) {
            entries.add(entry(name, folder.resolve(name + SUFFIX)));
        }
        return entries;
    }

    private static Entry entry(String name, Path file) {
        long bytes = file.toFile().length();
        try {
            return new Entry(name, file, bytes, ModelCard.of(OnnxMetadata.read(file), file.toString()), null);
        } catch (JndException.Model e) {
            return new Entry(name, file, bytes, null, e.getMessage());
        }
    }

    private List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new JndException.Model("cannot list the models in " + folder + ": " + e.getMessage(), e);
        }
    }
}
