package io.jndencode.encode;

import io.jndencode.JndException;
import io.jndencode.media.ExpectedFrames;
import io.jndencode.media.Segment;
import java.io.IOException;
import java.nio.file.Files;
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

    /** A segment an earlier run finished, if it is still right, see {@link SegmentStamp#find}. */
    Optional<Segment> find(String key, ExpectedFrames frames) {
        Entry.Encoded noted = ledger.segment(key);
        return noted == null ? Optional.empty() : noted.stamp().find(place(key), frames);
    }

    /** Removes a file that only served to be looked at. */
    void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new JndException.Encode("cannot remove " + file + ": " + e.getMessage(), e);
        }
    }

    /** Notes that a segment is complete. */
    void add(String key, Segment segment) {
        ledger.add(Entry.Encoded.of(SegmentStamp.of(key, segment.file(), segment.bytes())));
    }
}
