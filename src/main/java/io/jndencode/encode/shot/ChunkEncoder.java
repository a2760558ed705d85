package io.jndencode.encode.shot;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.readahead.ShotFrames;
import io.jndencode.media.segment.Segment;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.quality.QualityMeter;
import io.jndencode.quality.ShotContent;
import io.jndencode.quality.ShotQuality;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Encodes runs of a video's frames and measures them. A second reader follows behind to measure the encodes, so that
 * neither reader has to seek back. Owns the readers. Safe for several threads.
 */
final class ChunkEncoder implements AutoCloseable {
    private final ShotReaders encoding;
    private final ShotReaders measuring;

    ChunkEncoder(MediaInfo source) {
        this.encoding = new ShotReaders(source);
        this.measuring = new ShotReaders(source);
    }

    /** From now on reaches frames by reading up to them. */
    void withoutSeeking() {
        encoding.withoutSeeking();
        measuring.withoutSeeking();
    }

    /** Encodes a run to a file; {@code progress} receives the number of frames done. */
    Segment encode(Chunk piece, EncoderSettings settings, Path file, IntConsumer progress) {
        return use(
                encoding, piece, reader -> new SegmentEncoder(settings).encode(reader, piece.frames(), file, progress));
    }

    /** Encodes a run from frames that were kept since they were read. */
    static Segment encode(ShotFrames kept, Chunk piece, EncoderSettings settings, Path file, IntConsumer progress) {
        return new SegmentEncoder(settings).encode(kept, piece.frames(), file, progress);
    }

    /** Measures a run's segment. */
    ShotQuality measure(Chunk piece, Path segment) {
        return use(measuring, piece, reader -> QualityMeter.segment(reader, segment, piece.range()));
    }

    /** Returns the statistics of a run's frames before coding. */
    ShotContent content(Chunk piece) {
        return use(measuring, piece, reader -> QualityMeter.content(reader, piece.range()));
    }

    /**
     * Runs an action with the reader on the run's first frame; if the time of that frame is unknown, the shot is read
     * from its beginning.
     */
    private static <T> T use(ShotReaders readers, Chunk piece, Function<VideoReader, T> what) {
        long first = piece.range().start();
        OptionalLong pts = piece.frames().pts(0);
        return pts.isPresent() || first == piece.shot().start()
                ? readers.use(first, pts, what)
                : readers.use(piece.shot().start(), piece.times().pts(0), reader -> what.apply(at(reader, first)));
    }

    private static VideoReader at(VideoReader reader, long frame) {
        while (reader.index() < frame) {
            if (!reader.next()) {
                throw new JndException.Input("%s ends before frame %d: was it changed since it was analysed?"
                        .formatted(reader.info().file(), frame));
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new JndException.Interrupted("interrupted while looking for frame " + frame);
            }
        }
        return reader;
    }

    @Override
    public void close() {
        encoding.close();
        measuring.close();
    }
}
