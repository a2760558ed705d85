package io.jndencode.farm.watch.folder;

import io.jndencode.JndException;
import io.jndencode.file.FileName;
import io.jndencode.file.Trees;
import io.jndencode.text.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folders a watcher works with, and their contents. Several watchers, also on several machines, may share them.
 *
 * <p>A source stays in the drop folder until its encode is complete: however the process ends, the next one finds it
 * there again.
 */
public final class DropFolder {
    private static final String CLAIMS = ".jnd-encode-watch";
    private static final String WORK = ".jnd-encode-work";

    /** Extensions that copy and download tools give to incomplete files. */
    private static final Set<String> UNFINISHED =
            Set.of("part", "partial", "tmp", "temp", "crdownload", "filepart", "!ut", "!qb", "aria2", "download");

    /** Extensions of files that accompany videos but are none. */
    private static final Set<String> COMPANIONS = Set.of(
            "txt", "nfo", "md", "log", "html", "htm", "url", "pdf", "json", "ndjson", "xml", "csv", "yaml", "yml",
            "ini", "db", "srt", "ass", "ssa", "vtt", "sub", "idx", "sup", "jpg", "jpeg", "png", "webp", "bmp", "tif",
            "tiff", "svg", "md5", "sha1", "sha256", "sfv", "par2", "torrent", "zip", "rar", "7z", "gz", "tar", "sh",
            "bat", "exe", "lnk");

    private final WatchPlaces places;
    private final LinkOption[] links;

    /** Something in the drop folder that is ignored, and why. */
    public record Left(Path file, String why) {}

    /**
     * The contents of the drop folder.
     *
     * @param files that could be sources, in the order of their names
     * @param left everything else
     */
    public record Look(List<Path> files, List<Left> left) {}

    private DropFolder(WatchPlaces places, LinkOption... links) {
        this.places = places;
        this.links = links;
    }

    /**
     * Creates the folders that are missing, except the drop folder itself.
     *
     * @param links how to look at files: {@code NOFOLLOW_LINKS} or nothing
     */
    public static DropFolder open(WatchPlaces places, LinkOption... links) {
        if (!Files.isDirectory(places.drop())) {
            throw new JndException.Input(places.drop() + " is not a folder: make it, or name another one to watch");
        }
        try {
            for (Path folder : List.of(places.encoded(), places.done(), places.failed())) {
                Files.createDirectories(folder);
            }
            WatchersFolder.make(places.encoded().resolve(WORK));
            WatchersFolder.make(places.drop().resolve(CLAIMS));
            return new DropFolder(places, links);
        } catch (IOException e) {
            throw new JndException.Encode("cannot work in " + places.drop() + ": " + e.getMessage(), e);
        }
    }

    /** Returns the folder of the claims, shared by all watchers. */
    public Path claims() {
        return places.drop().resolve(CLAIMS);
    }

    /**
     * Lists the drop folder. Hidden files, files still being copied by the usual tools, and folders are left out
     * altogether.
     */
    public Look look() {
        List<Path> files = new ArrayList<>();
        List<Left> left = new ArrayList<>();
        try (Stream<Path> all = Files.list(places.drop())) {
            for (Path file : all.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(".") || UNFINISHED.contains(ending(name)) || Files.isDirectory(file, links)) {
                    continue;
                }
                String objection = objection(file, name);
                if (objection == null) {
                    files.add(file);
                } else {
                    left.add(new Left(file, objection));
                }
            }
            return new Look(files, left);
        } catch (IOException | UncheckedIOException e) {
            throw new JndException.Input("cannot look into " + places.drop() + ": " + e.getMessage(), e);
        }
    }

    private @Nullable String objection(Path file, String name) {
        if (Files.isSymbolicLink(file) && links.length > 0) {
            return "is a link, and links are not followed";
        }
        if (!Files.isRegularFile(file, links)) {
            return Files.exists(file, links) ? "is not a plain file" : "is a link to nothing";
        }
        return COMPANIONS.contains(ending(name)) ? "is no video by its name" : null;
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the hidden folder in which an encode is made, on the file system of its destination. It is kept so that
     * an encode can be resumed.
     *
     * @param key key of the source
     * @param fresh whether another machine may still be working in the usual folder
     */
    public Path work(String key, boolean fresh) {
        Path work = places.encoded().resolve(WORK);
        try {
            Path folder = work.resolve(key);
            for (int number = 2; fresh && Files.exists(folder); number++) {
                folder = work.resolve(key + "-" + number);
            }
            WatchersFolder.make(folder);
            return folder;
        } catch (IOException e) {
            throw new JndException.Encode("cannot work in " + work + ": " + e.getMessage(), e);
        }
    }

    /** Removes everything made from a source that has changed in the meantime, unfinished work included. */
    public void discard(Path work) {
        try {
            Trees.remove(work);
        } catch (IOException e) {
            throw new JndException.Encode("cannot remove " + work + ": " + e.getMessage(), e);
        }
    }

    /** Moves the encoded files to their destination; returns their new paths. */
    public List<Path> publish(Path work) {
        List<Path> made;
        try (Stream<Path> files = Files.list(work)) {
            made = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new JndException.Encode("cannot look into " + work + ": " + e.getMessage(), e);
        }
        List<Path> places = SafeMove.move(made, this.places.encoded());
        discard(work);
        return places;
    }

    /**
     * Moves a source whose encode is complete out of the way.
     *
     * @param encoded its state when it was encoded; another file that has just taken its name is moved back
     */
    public void done(Path source, FileState encoded) {
        Path moved = SafeMove.move(List.of(source), places.done()).get(0);
        FileState there = FileState.of(moved, links);
        if (there != null && !there.looksLike(encoded)) {
            SafeMove.move(List.of(moved), places.drop());
        }
    }

    /** Moves a source that could not be encoded aside, with the reason beside it. */
    public void failed(Path source, String reason) {
        Path moved = SafeMove.move(List.of(source), places.failed()).get(0);
        Path text = moved.resolveSibling(FileName.of("", String.valueOf(moved.getFileName()), ".txt"));
        try {
            Files.writeString(text, Printable.text(reason) + "\n", StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            return; // an existing file is not ours to replace, and the reason has been reported
        } catch (IOException e) {
            throw new JndException.Encode("cannot write " + text + ": " + e.getMessage(), e);
        }
    }
}
