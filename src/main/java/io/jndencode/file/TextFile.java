package io.jndencode.file;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a text file atomically: it appears complete or not at all. */
public final class TextFile {
    private TextFile() {}

    /** Replaces the file; a device or pipe is written to directly. Throws {@link JndException.Encode} if the folder is not writable. */
    public static void write(Path file, String text) {
        Path whole = file.toAbsolutePath();
        if (whole.getParent() == null || file.getFileName() == null) {
            throw new JndException.Usage("\"" + file + "\" is not the name of a file");
        }
        try {
            if (FileIdentity.isStream(file)) {
                Files.writeString(file, text, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
                return;
            }
            WholeFile.write(whole, temporary -> Files.writeString(temporary, text));
        } catch (IOException e) {
            throw new JndException.Encode(
                    "cannot write " + file + ": " + e.getClass().getSimpleName() + " " + e.getMessage()
                            + "; is the folder there, writable and not full?",
                    e);
        }
    }
}
