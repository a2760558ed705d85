package io.jndencode.cli.files;

import io.jndencode.JndException;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.Split;
import io.jndencode.file.FileIdentity;
import io.jndencode.label.metric.MetricLabels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Declares the files of a dataset that is created or continued. */
public final class DatasetFiles {
    private DatasetFiles() {}

    /** Refuses a folder that holds a dataset of another origin, whose levels would be overwritten. */
    public static void declare(RunFiles files, Path root) {
        DatasetLayout layout = new DatasetLayout(root);
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new JndException.Usage(root + " is a file, not a folder for a dataset");
        }
        boolean made = Files.exists(layout.manifest()) || Files.exists(MetricLabels.journal(root));
        List<Path> levels = Arrays.stream(Split.values()).map(layout::levels).toList();
        if (!made && levels.stream().anyMatch(Files::exists)) {
            throw new JndException.Usage(root
                    + " holds a dataset that jnd-encode label did not make, whose levels would be lost: name"
                    + " another folder");
        }
        files.goesOnWith("the dataset's list", List.of(layout.manifest()))
                .goesOnWith("the dataset's journal", List.of(MetricLabels.journal(root)));
        layout.folders().forEach(folder -> files.worksIn("the dataset's folder", folder));
    }

    /** Returns files, and those in folders, without those that an earlier run wrote there. */
    public static List<Path> inside(List<Path> filesAndFolders, @Nullable Path root) {
        List<Path> own =
                root == null ? List.of() : List.of(new DatasetLayout(root).manifest(), MetricLabels.journal(root));
        return filesAndFolders.stream()
                .flatMap(each -> Files.isDirectory(each)
                        ? files(each, 1).filter(file -> own.stream().noneMatch(known -> FileIdentity.same(known, file)))
                        : Stream.of(each))
                .toList();
    }

    /** Returns the files in a folder and below it, without those of the dataset itself. */
    public static List<Path> below(Path folder, Path root) {
        return files(folder, Integer.MAX_VALUE)
                .filter(file -> !FileIdentity.isWithin(file, root))
                .toList();
    }

    private static Stream<Path> files(Path folder, int depth) {
        try (Stream<Path> found = Files.walk(folder, depth)) {
            return found.filter(Files::isRegularFile).toList().stream();
        } catch (IOException | UncheckedIOException e) { // the reader of the folder reports it
            return Stream.empty();
        }
    }

    /** Declares everything that training and tests read of a dataset. */
    public static void read(RunFiles files, Path root) {
        DatasetLayout layout = new DatasetLayout(root);
        files.reads("the dataset's list", layout.manifest());
        layout.folders().forEach(folder -> files.readsAllIn("the dataset's folder", folder));
    }
}
