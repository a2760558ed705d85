package io.jndencode.encode.resume;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jndencode.JndException;
import io.jndencode.file.FileHash;
import io.jndencode.file.FileName;
import io.jndencode.file.TextFile;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.Segment;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a finished segment was made from, and what its file must look like to be reused. Stored in a journal, or in
 * {@code NAME.json} beside a segment that was made on its own.
 *
 * @param key hash of everything that changes the segment's bytes, see {@link Keys}
 * @param size size of its file in bytes
 * @param sha256 SHA-256 of its file
 * @param bytes size of its coded frames
 */
public record SegmentStamp(String key, long size, String sha256, long bytes) {
    public static SegmentStamp of(String key, Segment segment) {
        Path file = segment.file();
        try {
            String known = segment.sha256().orElse("");
            return new SegmentStamp(
                    key, Files.size(file), known.isEmpty() ? FileHash.sha256(file) : known, segment.bytes());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    public static Path place(Path segment) {
        return segment.resolveSibling(FileName.of("", String.valueOf(segment.getFileName()), ".json"));
    }

    /** Returns the stamp of a segment; empty if there is none or it cannot be parsed. */
    public static Optional<SegmentStamp> read(Path segment) {
        try {
            return Optional.of(Json.mapper().readValue(Files.readString(place(segment)), SegmentStamp.class));
        } catch (NoSuchFileException | JsonProcessingException e) { // a segment with an unreadable stamp is made again
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(place(segment), e);
        }
    }

    public void write(Path segment) {
        TextFile.write(place(segment), Json.line(this) + "\n");
    }

    /**
     * Returns the segment this stamp was written for, if the size and hash of its file are the same, its own checksums
     * are right, and it holds the expected frames, each at its time. Empty if it must be encoded again.
     */
    public Optional<Segment> find(Path file, ExpectedFrames frames) {
        return fits(file)
                ? Segment.verified(file, frames).filter(segment -> segment.bytes() == bytes)
                : Optional.empty();
    }

    private boolean fits(Path file) {
        try {
            return Files.size(file) == size && FileHash.sha256(file).equals(sha256);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static JndException unreadable(Path file, IOException e) {
        return new JndException.Encode("cannot read " + file + ": " + e.getMessage(), e);
    }
}
