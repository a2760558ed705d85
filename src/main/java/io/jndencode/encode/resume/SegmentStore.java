package io.jndencode.encode.resume;

import io.jndencode.JndException;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Stores encoded shots in files named by the key of what they were made from. Safe for several threads working on
 * different shots.
 */
public final class SegmentStore {
    static final String SUFFIX = ".segment";

    private final Path folder;
    private final ResumeState ledger;

    SegmentStore(Path folder, ResumeState ledger) {
        this.folder = folder;
        this.ledger = ledger;
    }

    Path folder() {
        return folder;
    }

    /** Returns the file for the segment with that key. */
    public Path place(String key) {
        return folder.resolve(key + SUFFIX);
    }

    /** Returns a segment that an earlier run finished, if it is still valid, see {@link SegmentStamp#find}. */
    public Optional<Segment> find(String key, ExpectedFrames frames) {
        JournalRecord.Encoded noted = ledger.segment(key);
        return noted == null ? Optional.empty() : noted.stamp().find(place(key), frames);
    }

    /** Removes a file that was only needed for a measurement. */
    public void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new JndException.Encode("cannot remove " + file + ": " + e.getMessage(), e);
        }
    }

    /** Records that a segment is complete. */
    public void add(String key, Segment segment) {
        ledger.add(JournalRecord.Encoded.of(SegmentStamp.of(key, segment)));
    }
}
