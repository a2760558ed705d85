package io.jndencode.media;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * Which file a name meant when it was looked at: every later opening in the same run must find the same one, whole and not grown.
 *
 * @param file its name
 * @param bytes size
 * @param modified nanoseconds since 1970
 * @param key the file system's own number of the file; empty where it has none
 */
public record FileStamp(Path file, long bytes, long modified, String key) {
    /** Of a file as it is now. */
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

    /** Whether the name still means the same file, whole and not grown. */
    public boolean holds() {
        return Files.exists(file) && of(file).equals(this);
    }

    /** Fails if the name means another file by now, or the file was written to. */
    public void check() {
        if (!of(file).equals(this)) {
            throw new JndException.Input(file
                    + " was changed while it was being encoded or measured: leave it alone until the run has ended,"
                    + " and give the same command again");
        }
    }
}
