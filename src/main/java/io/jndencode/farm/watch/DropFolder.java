package io.jndencode.farm.watch;

import io.jndencode.JndException;
import io.jndencode.Printable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders a watcher works with. One process at a time holds them; closing lets go.
 *
 * <p>A source stays in the drop folder until its encode is complete: whatever ends the process, the next one finds it there again.
 */
public final class DropFolder implements AutoCloseable {
    private static final String LOCK = ".jnd-encode-watch.lock";
    private static final String WORK = ".jnd-encode-work";

    private final Places places;
    private final FileChannel lockFile;

    /**
     * Where files go.
     *
     * @param drop where sources appear
     * @param encoded takes the encodes and their sidecars
     * @param done takes the sources that were encoded
     * @param failed takes those that could not be, each with a text that says why
     */
    public record Places(Path drop, Path encoded, Path done, Path failed) {
        /** The usual ones: three folders inside the drop folder. */
        public static Places inside(Path drop) {
            return new Places(drop, drop.resolve("encoded"), drop.resolve("done"), drop.resolve("failed"));
        }
    }

    private DropFolder(Places places, FileChannel lockFile) {
        this.places = places;
        this.lockFile = lockFile;
    }

    /** Makes the folders that are missing, except the drop folder itself, and takes hold of them. */
    public static DropFolder open(Places places) {
        if (!Files.isDirectory(places.drop())) {
            throw new JndException.Input(places.drop() + " is not a folder: make it, or name another one to watch");
        }
        try {
            for (Path folder : List.of(places.encoded().resolve(WORK), places.done(), places.failed())) {
                Files.createDirectories(folder);
            }
            FileChannel channel =
                    FileChannel.open(places.drop().resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new JndException.Encode(
                        places.drop() + " is being watched by another jnd-encode: stop that one first");
            }
            return new DropFolder(places, channel);
        } catch (IOException e) {
            throw new JndException.Encode("cannot work in " + places.drop() + ": " + e.getMessage(), e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Files that could be sources, in the order of their names: not hidden ones, not those still being copied by the usual tools. */
    List<Path> candidates() {
        try (Stream<Path> files = Files.list(places.drop())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !unfinished(String.valueOf(file.getFileName())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new JndException.Input("cannot look into " + places.drop() + ": " + e.getMessage(), e);
        }
    }

    private static boolean unfinished(String name) {
        return name.startsWith(".")
                || Stream.of(".part", ".partial", ".tmp", ".crdownload", ".filepart")
                        .anyMatch(name::endsWith);
    }

    /** Where an encode is made: on the file system of the place it goes to, out of sight. Kept, so that an encode can go on. */
    Path work() {
        return places.encoded().resolve(WORK);
    }

    /** Brings what was encoded to its place, then puts the source out of the way. */
    void done(Path source) {
        List<Path> made;
        try (Stream<Path> files = Files.list(work())) {
            made = files.filter(Files::isRegularFile)
                    .filter(file -> !unfinished(String.valueOf(file.getFileName())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new JndException.Encode("cannot look into " + work() + ": " + e.getMessage(), e);
        }
        move(made, places.encoded());
        move(List.of(source), places.done());
    }

    /** Puts a source aside that could not be encoded, with the reason beside it. */
    void failed(Path source, String reason) {
        Path moved = move(List.of(source), places.failed());
        Path text = moved.resolveSibling(moved.getFileName() + ".txt");
        try {
            Files.writeString(text, Printable.text(reason) + "\n");
        } catch (IOException e) {
            throw new JndException.Encode("cannot write " + text + ": " + e.getMessage(), e);
        }
    }

    /**
     * Moves files that belong together without ever replacing one: the second {@code a.mp4} and {@code a.json} become {@code a.2.mp4}
     * and {@code a.2.json}. Gives the last one's new place.
     */
    private static Path move(List<Path> sources, Path folder) {
        int copy = 1;
        while (anyExists(sources, folder, copy)) {
            copy++;
        }
        Path target = folder;
        for (Path source : sources) {
            target = folder.resolve(named(source, copy));
            try {
                Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new JndException.Encode("cannot move " + source + " to " + target + ": " + e.getMessage(), e);
            }
        }
        return target;
    }

    private static boolean anyExists(List<Path> sources, Path folder, int copy) {
        return sources.stream().anyMatch(source -> Files.exists(folder.resolve(named(source, copy))));
    }

    private static String named(Path source, int copy) {
        String name = String.valueOf(source.getFileName());
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        return copy == 1 ? name : name.substring(0, dot) + "." + copy + name.substring(dot);
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new JndException.Encode("cannot let go of " + places.drop() + ": " + e.getMessage(), e);
        }
    }
}
