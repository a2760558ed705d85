package io.jndencode.encode.shot;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * A pool of readers of one video for several workers: each reader is used by one worker at a time and reused for later
 * shots. Owns the readers.
 */
public final class ShotReaders implements AutoCloseable {
    private final MediaInfo source;
    private final Queue<VideoReader> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean seeking = true;

    public ShotReaders(MediaInfo source) {
        this.source = source;
    }

    /** From now on reaches frames by reading up to them. */
    void withoutSeeking() {
        seeking = false;
    }

    /**
     * Runs an action with a reader positioned on a frame.
     *
     * @param pts the frame's timestamp; if it is unknown, the video is read up to the frame
     */
    public <T> T use(long frame, OptionalLong pts, Function<VideoReader, T> what) {
        VideoReader reader = at(frame, pts);
        T result;
        try {
            result = what.apply(reader);
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
        idle.add(reader);
        return result;
    }

    private VideoReader at(long frame, OptionalLong pts) {
        boolean seek = seeking && pts.isPresent();
        VideoReader reader = idle.poll();
        if (reader != null && reader.index() >= frame && !seek) {
            reader.close();
            reader = null;
        }
        // One decoding thread per reader: the workers are the parallelism.
        VideoReader used = reader == null ? VideoReader.open(source, ReaderOptions.threads(1)) : reader;
        try {
            if (!stands(used, frame, pts, seek)) {
                throw new JndException.Input(
                        "%s has no frame %d where the plan says: was it changed since it was analysed?"
                                .formatted(source.file(), frame));
            }
            return used;
        } catch (RuntimeException | Error e) {
            used.close();
            throw e;
        }
    }

    private static boolean stands(VideoReader reader, long frame, OptionalLong pts, boolean seek) {
        if (seek && reader.index() + 1 != frame) {
            return reader.seekTo(pts.getAsLong(), frame);
        }
        while (reader.index() < frame) {
            if (!reader.next()) {
                return false;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new JndException.Interrupted("interrupted while looking for frame " + frame);
            }
        }
        return pts.isEmpty() || reader.pts() == pts.getAsLong();
    }

    @Override
    public void close() {
        for (VideoReader reader = idle.poll(); reader != null; reader = idle.poll()) {
            reader.close();
        }
    }
}
