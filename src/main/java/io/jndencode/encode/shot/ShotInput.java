package io.jndencode.encode.shot;

import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.readahead.ShotFrames;
import io.jndencode.media.segment.Segment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * The frames of one shot for its encodes: the first takes those that were kept since the analysis read them, if they were, and every other
 * decodes them again. Owns the kept frames; used by one thread.
 */
final class ShotInput implements AutoCloseable {
    private final Chunk chunk;
    private final ChunkEncoder coder;
    private Optional<ShotFrames> kept;

    ShotInput(Chunk chunk, Optional<ShotFrames> kept, ChunkEncoder coder) {
        this.chunk = chunk;
        this.kept = kept;
        this.coder = coder;
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
            return ChunkEncoder.encode(kept.get(), chunk, settings, file, progress);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        kept.ifPresent(ShotFrames::close);
        kept = Optional.empty();
    }
}
