package io.jndencode.media;

import java.nio.file.Path;
import java.util.Objects;

/**
 * An encoded shot in a file of its own, ready to be joined.
 *
 * @param file see {@link SegmentWriter} for the layout
 * @param frames in it
 * @param bytes of its coded frames
 */
public record Segment(Path file, int frames, long bytes) {
    public Segment {
        Objects.requireNonNull(file, "file is null");
    }
}
