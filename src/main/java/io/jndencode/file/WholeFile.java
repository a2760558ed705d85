package io.jndencode.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Writes a file atomically, so that it appears complete or not at all: it is written under a temporary name in the same folder and then
 * renamed; after a failure the temporary file is removed. Several processes and machines may write the same file at once.
 */
public final class WholeFile {
    /** Bytes kept free in the temporary name for files created beside it. */
    private static final int SPARE = 16;

    private WholeFile() {}

    /**
     * Writes the content of a file.
     *
     * @param <T> result of writing
     */
    @FunctionalInterface
    public interface Content<T> {
        T writeTo(Path temporary) throws IOException;
    }

    /** Creates or replaces a file; its path must include a folder. */
    public static <T> T write(Path file, Content<T> content) throws IOException {
        // A random name and not the process number, which two machines writing into one folder may share.
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
            // Some network file systems cannot rename atomically: the file is still complete, but replaced in two
            // steps.
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
