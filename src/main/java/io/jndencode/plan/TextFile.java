package io.jndencode.plan;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A text file that appears whole or not at all: written under a temporary name beside its own, then renamed. */
public final class TextFile {
    private TextFile() {}

    /** Replaces the file. Throws {@link JndException.Encode} where the folder cannot be written. */
    public static void write(Path file, String text) {
        Path folder = file.toAbsolutePath().getParent();
        Path name = file.getFileName();
        if (folder == null || name == null) {
            throw new JndException.Usage("\"" + file + "\" is not the name of a file");
        }
        // Not a process's number: two machines that write into one folder may have the same.
        Path temporary = folder.resolve("." + name + "." + UUID.randomUUID() + ".part");
        try {
            Files.writeString(temporary, text);
            move(temporary, file);
        } catch (IOException e) {
            throw failure(file, temporary, e);
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

    private static JndException failure(Path file, Path temporary, IOException e) {
        JndException failure = new JndException.Encode(
                "cannot write " + file + ": " + e.getClass().getSimpleName() + " " + e.getMessage()
                        + "; is the folder there, writable and not full?",
                e);
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException left) {
            failure.addSuppressed(left);
        }
        return failure;
    }
}
