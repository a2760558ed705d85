package io.jndencode.dataset;

import io.jndencode.jnd.JndLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * The folders and tables of a dataset under construction.
 *
 * @param layout the dataset's folders
 */
public record DatasetFolder(DatasetLayout layout) {
    /** Creates the folders that are missing. */
    public void create() throws IOException {
        for (Split split : Split.values()) {
            Files.createDirectories(layout.pictures(split));
            Files.createDirectories(layout.previous(split));
            for (JndLevel level : JndLevel.values()) {
                Files.createDirectories(layout.coded(split, level));
            }
        }
    }

    /** Writes the levels of every part and the manifest. */
    public Manifest write(String labels, List<Manifest.Entry> entries) throws IOException {
        NaturalOrder natural = new NaturalOrder();
        for (Split split : Split.values()) {
            List<JndLevels> rows = entries.stream()
                    .filter(entry -> entry.split().equals(split.folder()))
                    .sorted((a, b) -> natural.compare(a.name(), b.name()))
                    .map(entry -> new JndLevels(entry.jnd1(), entry.jnd2(), entry.jnd3()))
                    .toList();
            LevelsFile.write(layout.levels(split), rows);
        }
        Manifest manifest = new Manifest(Manifest.SCHEMA, labels, entries);
        manifest.write(layout.manifest());
        return manifest;
    }
}
