package io.jndencode.farm.watch.folder;

import io.jndencode.JndException;
import io.jndencode.file.FileName;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Moves files into a folder that others move files into at the same time, without ever replacing a file. */
final class SafeMove {
    private SafeMove() {}

    /**
     * Moves files that belong together: the second {@code a.mp4} and {@code a.json} become {@code a.2.mp4} and {@code
     * a.2.json}. Returns their new paths.
     */
    static List<Path> move(List<Path> sources, Path folder) {
        for (int copy = 1; ; copy++) {
            List<Path> reserved = new ArrayList<>();
            try {
                if (reserve(sources, folder, copy, reserved)) {
                    for (int i = 0; i < sources.size(); i++) {
                        moveOver(sources.get(i), reserved.get(i));
                    }
                    return reserved;
                }
            } catch (IOException e) {
                throw new JndException.Encode("cannot move " + sources + " to " + folder + ": " + e.getMessage(), e);
            }
        }
    }

    /** Creates an empty file for each name; returns false, with none left behind, if one of them is taken. */
    private static boolean reserve(List<Path> sources, Path folder, int copy, List<Path> reserved) throws IOException {
        for (Path source : sources) {
            Path target = folder.resolve(named(source, copy));
            try {
                Files.createFile(target);
                reserved.add(target);
            } catch (FileAlreadyExistsException e) {
                for (Path other : reserved) {
                    Files.deleteIfExists(other);
                }
                return false;
            }
        }
        return true;
    }

    /**
     * Moves a file, also to another file system: there a complete copy appears under its name before the source is
     * removed.
     */
    private static void moveOver(Path source, Path target) throws IOException {
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Path part = target.resolveSibling("." + UUID.randomUUID() + ".part");
            try {
                Files.copy(source, part, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
            Files.delete(source);
        }
    }

    private static String named(Path source, int copy) {
        String name = String.valueOf(source.getFileName());
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        return copy == 1 ? name : FileName.of("", name.substring(0, dot), "." + copy + name.substring(dot));
    }
}
