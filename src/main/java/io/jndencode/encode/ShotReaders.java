package io.jndencode.encode;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.ReaderOptions;
import io.jndencode.media.VideoReader;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Readers of one video for several workers: each is used by one at a time, and again for a later shot. Owns them. */
final class ShotReaders implements AutoCloseable {
    private final MediaInfo source;
    private final ReaderOptions options;
    private final Queue<VideoReader> idle = new ConcurrentLinkedQueue<>();

    /** Readers with one decoding thread each: the workers are the parallelism. */
    ShotReaders(MediaInfo source, boolean exactSeek) {
        this.source = source;
        this.options = new ReaderOptions(1, exactSeek);
    }

    /**
     * A reader that stands on a frame; to be given back or closed.
     *
     * @param pts the frame's timestamp; where it is not known the video is read up to the frame
     */
    VideoReader at(long frame, OptionalLong pts) {
        VideoReader reader = idle.poll();
        if (reader != null && (reader.index() + 1 > frame) && pts.isEmpty()) {
            reader.close();
            reader = null;
        }
        VideoReader used = reader == null ? VideoReader.open(source, options) : reader;
        try {
            if (!stands(used, frame, pts)) {
                throw new JndException.Input(
                        "%s has no frame %d where the plan says: was it changed since it was analysed?"
                                .formatted(source.file(), frame));
            }
            return used;
        } catch (RuntimeException e) {
            used.close();
            throw e;
        }
    }

    private static boolean stands(VideoReader reader, long frame, OptionalLong pts) {
        if (pts.isPresent() && reader.index() + 1 != frame) {
            return reader.seekTo(pts.getAsLong(), frame);
        }
        while (reader.index() < frame) {
            if (!reader.next()) {
                return false;
            }
        }
        return pts.isEmpty() || reader.pts() == pts.getAsLong();
    }

    void giveBack(VideoReader reader) {
        idle.add(reader);
    }

    @Override
    public void close() {
        for (VideoReader reader = idle.poll(); reader != null; reader = idle.poll()) {
            reader.close();
        }
    }
}
