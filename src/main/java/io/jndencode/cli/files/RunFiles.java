package io.jndencode.cli.files;

import io.jndencode.JndException;
import io.jndencode.file.FileIdentity;
import io.jndencode.media.open.SourceFiles;
import io.jndencode.plan.sidecar.Sidecar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All files of a run by their role, known before any work: what it reads, what it writes, and the folders it works in.
 *
 * <p>Every command that writes names its files here first. Refused are a written file that is also read, two written
 * files that are one, and a file in a folder that is not for it: by {@link FileIdentity}, so through links too. So
 * nothing that a run reads is changed by it, and none of its results takes the place of another.
 */
public final class RunFiles {
    /** What a run does with a file, or with everything in a folder. */
    private enum Play {
        READ,
        WRITTEN
    }

    /**
     * A file or folder and its role.
     *
     * @param role the role with an article, for sentences: {@code the input}
     * @param file the path as given
     */
    private record Part(String role, Path file, FileIdentity identity, Play play) {
        Part(String role, Path file, Play play) {
            this(role, file, FileIdentity.of(file), play);
        }
    }

    private final Map<Object, Part> files = new HashMap<>();
    private final List<Part> folders = new ArrayList<>();

    /**
     * Declares a file that is read, and if it is a playlist that may be opened, the files it names; null is ignored.
     */
    public RunFiles reads(String role, @Nullable Path file) {
        if (file != null && !FileIdentity.isStream(file)) {
            put(new Part(role, file, Play.READ));
            named(file).forEach(part -> put(new Part("a file that " + role + " names", part, Play.READ)));
        }
        return this;
    }

    private static List<Path> named(Path file) {
        try {
            List<Path> files = SourceFiles.of(file);
            return files.subList(1, files.size());
        } catch (JndException.Input e) { // opening the file reports it
            return List.of();
        }
    }

    /** Declares the video that a sidecar names, wherever it is: no result of a plan may replace its film. */
    public RunFiles readsVideoOf(Sidecar sidecar, Path file) {
        Path named = Path.of(sidecar.source().file());
        for (Path video : List.of(named, file.resolveSibling(named))) {
            reads("the sidecar's video", Files.exists(video) ? video : null);
        }
        return this;
    }

    /** Declares files that are read, all in the same role; for a folder, the files in it. */
    public RunFiles reads(String role, List<Path> given) {
        for (Path file : given) {
            if (Files.isDirectory(file)) {
                inside(file).forEach(found -> reads(role, found));
            } else {
                reads(role, file);
            }
        }
        return this;
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        } catch (IOException | UncheckedIOException e) { // reading the folder reports it
            return List.of();
        }
    }

    /** Declares a folder that is read completely: nothing may be written into it. */
    public RunFiles readsAllIn(String role, Path folder) {
        return folder(new Part(role, folder, Play.READ));
    }

    /**
     * Declares a file to be created in an existing folder; null is ignored.
     *
     * @param replace whether an existing file may be replaced
     */
    public RunFiles writes(String role, @Nullable Path file, BooleanSupplier replace) {
        if (makes(role, file, replace) && file != null) {
            OutputPlace.checkFolder(file);
        }
        return this;
    }

    /** Does the same as {@link #writes} for output that only a regular file can hold. */
    public RunFiles writesWhole(String role, Path file, BooleanSupplier replace) {
        if (FileIdentity.isStream(file)) {
            throw new JndException.Usage(role + " " + file + " is a device or a pipe: name a file");
        }
        return writes(role, file, replace);
    }

    /**
     * Does the same as {@link #writes}, but creates a missing folder too; returns false for a device or a pipe, where
     * nothing is replaced.
     */
    public boolean makes(String role, @Nullable Path file, BooleanSupplier replace) {
        if (file == null) {
            return false;
        }
        Part part = new Part(role, file, Play.WRITTEN);
        if (FileIdentity.isStream(file)) {
            refuse(
                    part,
                    known(part),
                    Play.READ); // a pipe or device holds nothing that could be lost, a redirection may
            return false;
        }
        put(part);
        OutputPlace.checkFree(file, replace);
        return true;
    }

    /** Declares files that a run continues if they exist; creates their folders. */
    public RunFiles goesOnWith(String role, List<Path> continued) {
        continued.forEach(file -> makes(role, file, () -> true));
        return this;
    }

    /** Declares a folder for the run's own files, creating it if missing: no other file of the run may lie in it. */
    public RunFiles worksIn(String role, Path folder) {
        return folder(new Part(role, folder, Play.WRITTEN));
    }

    private RunFiles folder(Part folder) {
        files.values().forEach(file -> apart(file, folder));
        folders.add(folder);
        return this;
    }

    private void put(Part part) {
        Part other = known(part);
        refuse(part, other, Play.READ);
        refuse(part, other, Play.WRITTEN);
        folders.forEach(folder -> apart(part, folder));
        files.putIfAbsent(part.identity().place(), part);
        if (part.identity().key() != null) {
            files.putIfAbsent(part.identity().key(), part);
        }
    }

    private @Nullable Part known(Part part) {
        Part other = files.get(part.identity().place());
        Object key = part.identity().key();
        return other != null || key == null ? other : files.get(key);
    }

    private static void refuse(Part part, @Nullable Part other, Play play) {
        if (other != null && other.play() == play && (part.play() == Play.WRITTEN || play == Play.WRITTEN)) {
            throw new JndException.Usage(clash(part, other));
        }
    }

    private static void apart(Part file, Part folder) {
        if (file.play() == Play.READ && folder.play() == Play.READ) {
            return;
        }
        if (file.identity().is(folder.identity()) || file.identity().isWithin(folder.identity())) {
            String way =
                    file.play() == Play.READ ? "move it, or name another place for the results" : "name another place";
            throw new JndException.Usage(
                    "%s %s lies in %s %s: %s".formatted(file.role(), file.file(), folder.role(), folder.file(), way));
        }
    }

    private static String clash(Part part, Part other) {
        if (part.play() == other.play()) {
            boolean alike = part.file().equals(other.file());
            return "%s and %s are one file, %s%s: give each a name of its own"
                    .formatted(other.role(), part.role(), other.file(), alike ? "" : " and " + part.file());
        }
        Part written = part.play() == Play.WRITTEN ? part : other;
        Part read = part.play() == Play.WRITTEN ? other : part;
        boolean alike = written.file().equals(read.file());
        return "%s %s is %s itself%s: name another file, what is read is never replaced"
                .formatted(written.role(), written.file(), read.role(), alike ? "" : ", " + read.file());
    }
}
