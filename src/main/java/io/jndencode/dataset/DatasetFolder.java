package io.jndencode.dataset;

import io.jndencode.JndException;
import io.jndencode.file.SmallText;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.JndLevels;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

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

    /**
     * Refuses to leave pictures of the dataset without their levels, before any work.
     *
     * @param kept the pictures that will have levels, as {@link #place} names them
     */
    public void refuseLoss(Set<String> kept) {
        if (!Files.exists(layout.manifest())) {
            return;
        }
        List<Manifest.Entry> lost = Manifest.read(layout.manifest()).pictures().stream()
                .filter(entry -> !kept.contains(place(entry.split(), entry.name())))
                .filter(entry ->
                        Files.exists(layout.root().resolve(entry.split()).resolve(entry.name())))
                .toList();
        if (!lost.isEmpty()) {
            throw new JndException.Usage(
                    "%s holds %d pictures (the first is of %s) whose levels would be lost: give the inputs and options of then too, or name another folder with --out"
                            .formatted(
                                    layout.root(),
                                    lost.size(),
                                    SmallText.shown(lost.get(0).source())));
        }
    }

    /** A picture of a part. */
    public static String place(String split, String name) {
        return split + "/" + name;
    }

    /** Writes the levels of every part and the manifest. */
    public Manifest write(String labels, List<Manifest.Entry> entries) throws IOException {
        NaturalOrder natural = new NaturalOrder();
        for (Split split : Split.values()) {
            List<JndLevels> rows = entries.stream()
                    .filter(entry -> entry.split().equals(split.folder()))
                    .sorted((a, b) -> natural.compare(a.name(), b.name()))
                    .map(entry -> JndLevels.ofLabel(entry.jnd1(), entry.jnd2(), entry.jnd3()))
                    .toList();
            LevelsFile.write(layout.levels(split), rows);
        }
        Manifest manifest = new Manifest(Manifest.SCHEMA, labels, entries);
        manifest.write(layout.manifest());
        return manifest;
    }
}
