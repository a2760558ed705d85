package io.jndencode.label;

import io.jndencode.JndException;
import io.jndencode.dataset.NaturalOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The files that datasets are made of. */
public final class SourceFiles {
    private static final List<String> PICTURES = List.of(".png", ".jpg", ".jpeg", ".bmp", ".webp", ".heic");

    private SourceFiles() {}

    /** Returns whether a file is a still picture by its name. */
    public static boolean isPicture(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return PICTURES.stream().anyMatch(name::endsWith);
    }

    /** Returns files by their names, in the natural order of these; refuses two of the same name, which would be confused. */
    public static Map<String, Path> byName(Collection<Path> files) {
        NaturalOrder natural = new NaturalOrder();
        List<Path> sorted = new ArrayList<>(files);
        sorted.sort((a, b) -> natural.compare(name(a), name(b)));
        Map<String, Path> sources = new LinkedHashMap<>();
        for (Path file : sorted) {
            Path other = sources.put(name(file), file);
            if (other != null) {
                throw new JndException.Usage(
                        "%s and %s have the same name; a dataset tells sources by name".formatted(other, file));
            }
        }
        return sources;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
