package io.jndencode;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A file that appears whole or not at all: written under a temporary name beside its own, then renamed; removed where that fails. Several
 * processes and machines may write the same file at once.
 */
public final class WholeFile {
    /** Bytes of a name left for who makes a file beside the temporary one. */
    private static final int SPARE = 16;

    private WholeFile() {}

    /**
     * Writes what a file shall hold.
     *
     * @param <T> what is known of it then
     */
    @FunctionalInterface
    public interface Content<T> {
        T writeTo(Path temporary) throws IOException;
    }

    /** Makes or replaces the file, whose name has a folder. */
    public static <T> T write(Path file, Content<T> content) throws IOException {
        // Not a process's number: two machines that write into one folder may have the same.
        Path temporary = file.resolveSibling(FileName.of(
                ".", String.valueOf(file.getFileName()), "." + UUID.randomUUID() + ".part", FileName.LONGEST - SPARE));
        try {
            T written = content.writeTo(temporary);
            move(temporary, file);
            return written;
        } catch (IOException | RuntimeException | Error e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private static void move(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            // Some network file systems: still complete, only not in one step.
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
