package io.jndencode.media.readahead;

import io.jndencode.media.filter.SourceFrames;
import io.jndencode.media.read.VideoReader;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Some of a reader's frames, those that {@link #next} stops at, for others to filter. */
abstract class ReaderFrames implements SourceFrames {
    private final VideoReader reader;

    ReaderFrames(VideoReader reader) {
        this.reader = reader;
    }

    /** Advances the reader; returns false at the end of the video. */
    final boolean read() {
        return reader.next();
    }

    @Override
    public final AVFrame frame() {
        return reader.frame();
    }

    @Override
    public final long pts() {
        return reader.pts();
    }

    @Override
    public final long duration() {
        return reader.duration();
    }
}
