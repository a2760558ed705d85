package io.jndencode.encode;

import io.jndencode.FileHash;
import io.jndencode.JndException;
import io.jndencode.media.ExpectedFrames;
import io.jndencode.media.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Encoded shots in files named by what they were made from. Safe for several threads, for different shots. */
final class SegmentStore {
    static final String SUFFIX = ".segment";

    private final Path folder;
    private final Ledger ledger;

    SegmentStore(Path folder, Ledger ledger) {
        this.folder = folder;
        this.ledger = ledger;
    }

    Path folder() {
        return folder;
    }

    /** Where the segment of that key goes. */
    Path place(String key) {
        return folder.resolve(key + SUFFIX);
    }

    /**
     * A segment an earlier run finished: its file's size and hash are those noted, its own checksums are right, and it holds the
     * frames expected, each at its time. Else it is encoded again.
     */
    Optional<Segment> find(String key, ExpectedFrames frames) {
        Entry.Encoded noted = ledger.segment(key);
        Path file = place(key);
        if (noted == null || !isAsNoted(file, noted)) {
            return Optional.empty();
        }
        return Segment.verified(file, frames).filter(segment -> segment.bytes() == noted.bytes());
    }

    private static boolean isAsNoted(Path file, Entry.Encoded noted) {
        try {
            return Files.size(file) == noted.size() && FileHash.sha256(file).equals(noted.sha256());
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Notes that a segment is complete. */
    void add(String key, Segment segment) {
        Path file = segment.file();
        try {
            ledger.add(new Entry.Encoded(key, Files.size(file), FileHash.sha256(file), segment.bytes()));
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static JndException failure(Path file, IOException e) {
        return new JndException.Encode("cannot read the segment " + file + ": " + e.getMessage(), e);
    }
}
