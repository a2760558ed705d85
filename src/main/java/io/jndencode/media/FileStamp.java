package io.jndencode.media;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * The identity of a file when it was first examined: every later opening in the same run must find the same file, unchanged.
 *
 * @param file path of the file
 * @param bytes size
 * @param modified nanoseconds since 1970
 * @param key the file system's own number of the file; empty if it has none
 */
public record FileStamp(Path file, long bytes, long modified, String key) {
    /** Takes the stamp of a file as it is now. */
    public static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object key = attributes.fileKey();
            return new FileStamp(
                    file,
                    attributes.size(),
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                    key == null ? "" : key.toString());
        } catch (IOException e) {
            throw new JndException.Input(
                    Files.exists(file) ? file + " cannot be read: " + e.getMessage() : file + " does not exist.", e);
        }
    }

    /** Returns whether the path still refers to the same file, unchanged. */
    public boolean holds() {
        return Files.exists(file) && of(file).equals(this);
    }

    /** Throws if the path now refers to another file, or the file was changed. */
    public void check() {
        if (!of(file).equals(this)) {
            throw new JndException.Input(file
                    + " was changed while it was being encoded or measured: leave it alone until the run has ended,"
                    + " and give the same command again");
        }
    }
}
