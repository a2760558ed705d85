package io.jndencode.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.text.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds presets: a name means {@code presets/NAME.json} of the installation, or the copy on the class path; anything
 * with a slash or ending in .json is a user's file.
 */
public final class PresetStore {
    /** The names that every installation has. */
    public static final List<String> BUILT_IN =
            List.of("default", "archive", "streaming", "fast", "hevc-archive", "av1-archive");

    /** Limit on chains of presets that extend each other; a longer chain is a mistake, most likely a circle. */
    private static final int DEEPEST = 8;

    private final Path folder;

    public PresetStore(Installation installation) {
        folder = installation.presets();
    }

    /** Loads the preset with that name or file. */
    public Preset load(String nameOrFile) {
        return load(nameOrFile, null, 0);
    }

    /** Returns the names that {@link #load} finds without a path: the built-in ones and any others in the folder. */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>(BUILT_IN);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> name.endsWith(".json"))
                        .map(name -> name.substring(0, name.length() - 5))
                        .forEach(names::add);
            } catch (IOException e) {
                throw new JndException.Usage("cannot list the presets in " + folder + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(names);
    }

    /** Returns the files that {@link #load} reads, those that exist. */
    public List<Path> files(String nameOrFile) {
        List<Path> files = new ArrayList<>();
        Path beside = null;
        String next = nameOrFile;
        while (next != null && files.size() <= DEEPEST) {
            Path file = file(next, beside);
            if (!Files.isRegularFile(file)) {
                return files;
            }
            files.add(file);
            JsonNode parent =
                    PresetJson.object(userText(file), "preset " + next).get(PresetJson.EXTENDS);
            next = parent == null || !parent.isTextual() ? null : parent.asText();
            beside = file.getParent();
        }
        return files;
    }

    private static boolean isFile(String name) {
        return name.endsWith(".json") || name.contains("/") || name.contains("\\");
    }

    private Path file(String nameOrFile, @Nullable Path beside) {
        return isFile(nameOrFile) ? resolve(nameOrFile, beside) : resolve(nameOrFile + ".json", folder);
    }

    private Preset load(String nameOrFile, @Nullable Path beside, int depth) {
        if (depth > DEEPEST) {
            throw new JndException.Usage("preset " + nameOrFile + " extends itself in a circle");
        }
        boolean isFile = isFile(nameOrFile);
        Path file = file(nameOrFile, beside);
        ObjectNode object =
                PresetJson.object(isFile ? userText(file) : builtInText(nameOrFile, file), "preset " + nameOrFile);
        if (!object.has("name")) {
            String fileName = String.valueOf(file.getFileName());
            object.put("name", fileName.replaceFirst("\\.json$", ""));
        }
        JsonNode parent = object.get(PresetJson.EXTENDS);
        if (parent != null && !parent.isTextual()) {
            throw new JndException.Usage("preset " + nameOrFile + ": \"extends\" must name one preset");
        }
        Preset base = parent == null ? null : load(parent.asText(), file.getParent(), depth + 1);
        return PresetJson.preset(object, base, "preset " + nameOrFile);
    }

    private static Path resolve(String file, @Nullable Path beside) {
        try {
            return beside == null ? Path.of(file) : beside.resolve(file);
        } catch (InvalidPathException e) {
            throw new JndException.Usage("the preset " + file + " is no path: " + e.getReason(), e);
        }
    }

    private static String userText(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new JndException.Usage(
                    "cannot read the preset " + file
                            + (Files.exists(file) ? ": it is not readable text" : ": no such file"),
                    e);
        }
    }

    private String builtInText(String name, Path file) {
        if (Files.isRegularFile(file)) {
            return userText(file);
        }
        try (InputStream stream = PresetStore.class.getResourceAsStream("/presets/" + name + ".json")) {
            if (stream == null) {
                throw new JndException.Usage("there is no preset \"" + name + "\": " + Spelling.hint(name, names()));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new JndException.Usage("cannot read the built-in preset " + name + ": " + e.getMessage(), e);
        }
    }
}
