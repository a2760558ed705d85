package io.jndencode.encode.shot;

import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.readahead.ShotFrames;
import io.jndencode.media.segment.Segment;
import io.jndencode.quality.QualityMeter;
import io.jndencode.quality.ShotContent;
import io.jndencode.quality.ShotQuality;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * The frames of one shot for its encodes and for measuring these: taken from those that were kept since the analysis read them, if they
 * were, else decoded again. Kept frames serve once, unless the encodes are measured: then they stay until the shot is done. Owns the kept
 * frames; used by one thread.
 */
final class ShotInput implements AutoCloseable {
    private final Chunk chunk;
    private final ChunkEncoder coder;
    private final boolean measured;
    private Optional<ShotFrames> kept;

    /**
     * Creates it.
     *
     * @param kept all frames of the chunk, standing on the first; empty if they were not kept
     * @param measured whether encodes will be measured
     */
    ShotInput(Chunk chunk, Optional<ShotFrames> kept, boolean measured, ChunkEncoder coder) {
        this.chunk = chunk;
        this.kept = kept;
        this.measured = measured;
        this.coder = coder;
        if (measured) {
            kept.ifPresent(ShotFrames::hold);
        }
    }

    Chunk chunk() {
        return chunk;
    }

    /** Encodes the shot to a file; {@code progress} receives the number of frames done. */
    Segment encode(EncoderSettings settings, Path file, IntConsumer progress) {
        if (kept.isEmpty()) {
            return coder.encode(chunk, settings, file, progress);
        }
        try {
            return ChunkEncoder.encode(fromFirst(kept.get()), chunk, settings, file, progress);
        } finally {
            if (!measured) {
                close();
            }
        }
    }

    /** Measures an encode of the shot. */
    ShotQuality measure(Path segment) {
        return kept.isEmpty()
                ? coder.measure(chunk, segment)
                : QualityMeter.segment(fromFirst(kept.get()), segment, chunk.range());
    }

    /** Returns the statistics of the shot's frames before coding. */
    ShotContent content() {
        return kept.isEmpty() ? coder.content(chunk) : QualityMeter.content(fromFirst(kept.get()), chunk.range());
    }

    private ShotFrames fromFirst(ShotFrames frames) {
        if (measured) {
            frames.rewind();
        }
        return frames;
    }

    @Override
    public void close() {
        kept.ifPresent(ShotFrames::close);
        kept = Optional.empty();
    }
}
