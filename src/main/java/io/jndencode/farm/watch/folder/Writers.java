package io.jndencode.farm.watch.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds processes of this machine that hold a file open for writing. Linux lists the open files of each process under
 * {@code /proc}: this user's processes, or all for the superuser. On other systems, and for writers on other machines,
 * nothing is known.
 */
public final class Writers {
    private static final Path PROCESSES = Path.of("/proc");

    /** Mask of the access mode in the flags of {@code open}: read only, write only or both. */
    private static final long ACCESS = 3;

    private Writers() {}

    /** Returns the name and number of a process that could still write to the file. */
    public static Optional<String> of(Path file) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            Path real = file.toRealPath();
            for (Path process : processes) {
                if (writes(process, real)) {
                    return Optional.of(name(process));
                }
            }
        } catch (IOException | DirectoryIteratorException e) { // not Linux, or the file has just disappeared
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean writes(Path process, Path file) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : open) {
                if (isOpen(descriptor, file) && forWriting(process, descriptor)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) { // another user's process, or it has just ended
            return false;
        }
        return false;
    }

    private static boolean isOpen(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException e) { // closed in the meantime
            return false;
        }
    }

    private static boolean forWriting(Path process, Path descriptor) throws IOException {
        Path facts = process.resolve("fdinfo").resolve(String.valueOf(descriptor.getFileName()));
        for (String line : Files.readAllLines(facts)) {
            if (line.startsWith("flags:")) {
                return (Long.parseLong(line.substring("flags:".length()).strip(), 8) & ACCESS) != 0;
            }
        }
        return false;
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip() + ", process " + process.getFileName();
        } catch (IOException e) {
            return "process " + process.getFileName();
        }
    }
}
