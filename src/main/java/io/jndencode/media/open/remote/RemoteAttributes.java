package io.jndencode.media.open.remote;

import io.jndencode.file.FileHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * By what a server says which bytes it gives: two answers that agree in all of it are of the same content.
 *
 * @param size length of the content in bytes
 * @param tag the {@code ETag}; empty if it gives none
 * @param modified the {@code Last-Modified}; empty if it gives none
 */
record RemoteAttributes(long size, String tag, String modified) implements BasicFileAttributes {
    /** Returns whether a change of the content can be told by more than its length. */
    boolean tellsChanges() {
        return !tag.isEmpty() || !modified.isEmpty();
    }

    /** Returns the time of the last change; where the server gives a tag alone, a time that changes with it. */
    @Override
    public FileTime lastModifiedTime() {
        try {
            return FileTime.from(ZonedDateTime.parse(modified, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            String hash = FileHash.sha256((modified + tag).getBytes(StandardCharsets.UTF_8));
            return FileTime.from(Instant.ofEpochSecond(Long.parseLong(hash.substring(0, 8), 16)));
        }
    }

    @Override
    public FileTime lastAccessTime() {
        return lastModifiedTime();
    }

    @Override
    public FileTime creationTime() {
        return lastModifiedTime();
    }

    @Override
    public boolean isRegularFile() {
        return true;
    }

    @Override
    public boolean isDirectory() {
        return false;
    }

    @Override
    public boolean isSymbolicLink() {
        return false;
    }

    @Override
    public boolean isOther() {
        return false;
    }

    @Override
    public Object fileKey() {
        return tag + " " + modified;
    }
}
