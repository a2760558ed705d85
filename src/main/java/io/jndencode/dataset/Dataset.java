package io.jndencode.dataset;

import io.jndencode.JndException;
import io.jndencode.file.SmallText;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.JndLevels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One part of a dataset, its pictures paired with their labels in natural order of file names.
 *
 * @param layout the dataset's folders
 * @param split the part
 * @param pictures in natural order; never empty
 */
public record Dataset(DatasetLayout layout, Split split, List<LabelledPicture> pictures) {
    public Dataset {
        Objects.requireNonNull(layout, "layout is null");
        Objects.requireNonNull(split, "split is null");
        pictures = List.copyOf(pictures);
    }

    /** Whether a part has labels or pictures; {@code label} leaves parts empty where there are few sources. */
    public static boolean exists(DatasetLayout layout, Split split) {
        return Files.isRegularFile(layout.levels(split))
                && !(LevelsFile.read(layout.levels(split)).isEmpty()
                        && pictureFiles(layout, layout.pictures(split)).isEmpty());
    }

    /** Reads and checks the labels and the pictures' names; the pictures themselves are decoded when they are used. */
    public static Dataset read(DatasetLayout layout, Split split) {
        List<Path> files = pictureFiles(layout, layout.pictures(split));
        List<JndLevels> rows = LevelsFile.read(layout.levels(split));
        if (files.size() != rows.size()) {
            throw new JndException.Model("%s has %d rows for the %d pictures in %s; it needs one row a picture."
                    .formatted(layout.levels(split), rows.size(), files.size(), layout.pictures(split)));
        }
        if (files.isEmpty()) {
            throw new JndException.Model(
                    "%s holds no pictures (png, jpg, jpeg or bmp): label more sources, which fill this part too."
                            .formatted(layout.pictures(split)));
        }
        Map<String, Manifest.Entry> known = manifest(layout, split);
        List<LabelledPicture> pictures = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String name = String.valueOf(files.get(i).getFileName());
            Manifest.Entry entry = known.get(name);
            if (entry == null && !known.isEmpty()) {
                throw new JndException.Model("%s is not named in %s; remove one of them or make the dataset again."
                        .formatted(files.get(i), layout.manifest()));
            }
            pictures.add(
                    entry == null
                            ? new LabelledPicture(files.get(i), name, i, rows.get(i), "", 1, null)
                            : paired(layout, files.get(i), entry));
        }
        return new Dataset(layout, split, pictures);
    }

    /** Returns the same pictures at JND quality; every one must exist under the same name. */
    public List<Path> coded(JndLevel level) {
        Path folder = layout.coded(split, level);
        int found = pictureFiles(layout, folder).size();
        if (found != pictures.size()) {
            throw new JndException.Model("%s holds %d pictures and %s %d; they must be the same ones."
                    .formatted(folder, found, layout.pictures(split), pictures.size()));
        }
        List<Path> files = new ArrayList<>();
        for (LabelledPicture picture : pictures) {
            Path file = folder.resolve(picture.name());
            if (!isPicture(file)) {
                throw new JndException.Model("%s has no counterpart %s.".formatted(picture.file(), file));
            }
            files.add(file);
        }
        return files;
    }

    /**
     * Returns the frame before a picture, or the picture itself if the dataset has none: the frame then counts as
     * still.
     */
    public Path previous(LabelledPicture picture) {
        Path before = layout.previous(split).resolve(picture.name());
        if (!Files.isRegularFile(before)) {
            return picture.file();
        }
        checkInside(layout, before);
        return before;
    }

    private static LabelledPicture paired(DatasetLayout layout, Path file, Manifest.Entry entry) {
        try {
            JndLevels levels = JndLevels.ofLabel(entry.jnd1(), entry.jnd2(), entry.jnd3());
            String tag = Objects.requireNonNullElse(entry.tag(), "");
            return new LabelledPicture(file, entry.source(), entry.shot(), levels, tag, entry.weight(), entry.trial());
        } catch (IllegalArgumentException | NullPointerException e) { // a field that is missing
            throw new JndException.Model(
                    "%s, %s: %s.".formatted(layout.manifest(), SmallText.shown(entry.name()), e.getMessage()), e);
        }
    }

    private static Map<String, Manifest.Entry> manifest(DatasetLayout layout, Split split) {
        Map<String, Manifest.Entry> entries = new HashMap<>();
        if (Files.exists(layout.manifest())) {
            for (Manifest.Entry entry : Manifest.read(layout.manifest()).pictures()) {
                if (split.folder().equals(entry.split())) {
                    entries.put(entry.name(), entry);
                }
            }
        }
        return entries;
    }

    private static List<Path> pictureFiles(DatasetLayout layout, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new JndException.Model(
                    "The dataset has no folder %s; a dataset holds train/, valid/ and test/ with pictures and JND-Levels.txt."
                            .formatted(folder));
        }
        NaturalOrder natural = new NaturalOrder();
        checkInside(layout, folder);
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(Dataset::isPicture)
                    .peek(file -> checkLink(layout, file))
                    .sorted((a, b) -> natural.compare(String.valueOf(a.getFileName()), String.valueOf(b.getFileName())))
                    .toList();
        } catch (IOException e) {
            throw new JndException.Model("The dataset's folder %s cannot be listed.".formatted(folder), e);
        }
    }

    /** Refuses links: a dataset from somebody else may link to anything, while ours are one folder. */
    private static void checkLink(DatasetLayout layout, Path file) {
        if (Files.isSymbolicLink(file)) {
            checkInside(layout, file);
        }
    }

    private static void checkInside(DatasetLayout layout, Path file) {
        try {
            if (!file.toRealPath().startsWith(layout.root().toRealPath())) {
                throw new JndException.Model(
                        "%s is a link that leads out of the dataset %s: put what it leads to in its place."
                                .formatted(file, layout.root()));
            }
        } catch (IOException e) {
            throw new JndException.Model("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
    }

    private static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Stream.of(".png", ".jpg", ".jpeg", ".bmp").anyMatch(name::endsWith) && Files.isRegularFile(file);
    }
}
