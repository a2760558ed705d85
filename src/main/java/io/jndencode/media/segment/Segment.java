package io.jndencode.media.segment;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An encoded shot in its own file, ready to be joined.
 *
 * @param file see {@link SegmentWriter} for the layout
 * @param frames number of frames in it
 * @param bytes size of its coded frames
 * @param sha256 hash of the file, computed while it was written; empty if it was not
 */
public record Segment(Path file, int frames, long bytes, Optional<String> sha256) {
    public Segment {
        Objects.requireNonNull(file, "file is null");
    }

    /** Returns whether a file is a segment, judged by its first bytes. */
    public static boolean isOne(Path file) {
        return SegmentReader.isOne(file);
    }

    /**
     * Reads and verifies a whole segment file: its checksums, the number of its frames and every known timestamp must be right.
     *
     * @return empty if the file is missing, truncated, damaged or holds other frames
     */
    public static Optional<Segment> verified(Path file, ExpectedFrames expected) {
        try (SegmentReader reader = SegmentReader.open(file)) {
            if (reader.pts().length != expected.count() || !timesAre(expected, reader.pts())) {
                return Optional.empty();
            }
            long bytes = 0;
            for (SegmentReader.Packet packet = reader.next(); packet != null; packet = reader.next()) {
                bytes += packet.data().length;
            }
            return Optional.of(new Segment(file, expected.count(), bytes, Optional.empty()));
        } catch (IOException | JndException.Encode e) { // whatever is wrong, the shot is encoded again
            return Optional.empty();
        }
    }

    private static boolean timesAre(ExpectedFrames expected, long[] pts) {
        for (int frame = 0; frame < pts.length; frame++) {
            OptionalLong time = expected.pts(frame);
            if (time.isPresent() && time.getAsLong() != pts[frame]) {
                return false;
            }
        }
        return true;
    }
}
