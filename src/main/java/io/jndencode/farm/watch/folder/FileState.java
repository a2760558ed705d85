package io.jndencode.farm.watch.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of a file as seen from outside. Two equal states of a path mean that in the meantime nobody wrote to the
 * file or replaced it, not even temporarily: on Unix that changes the time of the last inode change, which nobody can
 * set.
 *
 * @param key the file's own number in its file system; null if there is none
 * @param bytes size of the file
 * @param modified when it was last written to; writers can set this time
 * @param changed when its contents, name, links, mode or owner were changed; null if the system does not record it
 */
public record FileState(
        @Nullable Object key,
        long bytes,
        FileTime modified,
        @Nullable Object changed) {
    /**
     * Returns the state of a file; null for a file that is missing or inaccessible, and for anything but a regular
     * file.
     */
    public static @Nullable FileState of(Path file, LinkOption... links) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, links);
            boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
            Object changed = unix ? Files.getAttribute(file, "unix:ctime", links) : null;
            return attributes.isRegularFile()
                    ? new FileState(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime(), changed)
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Returns whether this is the same file with the same size and modification time, regardless of its name and mode.
     */
    boolean looksLike(FileState other) {
        return Objects.equals(key, other.key) && bytes == other.bytes && modified.equals(other.modified);
    }
}
