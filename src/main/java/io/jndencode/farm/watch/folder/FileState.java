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
 * What a file looks like from outside. Two equal states of a path mean that nobody wrote to the file or put another in its place
 * meanwhile, not even for a while: on Unix that leaves its mark in the time of the last change of the file's entry, which nobody can set.
 *
 * @param key the file's own number in its file system; null where there is none
 * @param bytes size
 * @param modified when it was written to, as far as the writer says
 * @param changed when its contents, name, links, mode or owner were changed; null where the system does not tell
 */
public record FileState(
        @Nullable Object key,
        long bytes,
        FileTime modified,
        @Nullable Object changed) {
    /** Null for a file that is gone or cannot be looked at, and for what is no plain file. */
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

    /** The same file, of the same size and age, whatever was done to its name or mode. */
    boolean looksLike(FileState other) {
        return Objects.equals(key, other.key) && bytes == other.bytes && modified.equals(other.modified);
    }
}
