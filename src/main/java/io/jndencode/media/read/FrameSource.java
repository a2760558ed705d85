package io.jndencode.media.read;

import io.jndencode.media.MediaInfo;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Frames of a video one after the other, in presentation order: read from the file, or kept since they were read. */
public interface FrameSource {
    /** Returns the description of the video the frames belong to. */
    MediaInfo info();

    /** Advances to the next frame; returns false at the end. */
    boolean next();

    /** Returns the current frame's position in the video, from 0. */
    long index();

    /** Returns the current frame's timestamp in ticks of {@code info().video().timeBase()}, larger than the one before. */
    long pts();

    /** Returns the current frame's display duration in ticks; the average if the source does not give it. */
    long duration();

    /**
     * Returns the current native frame, owned by the source and valid until the next call of {@link #next} or until the source is closed. Its
     * tags may be overwritten, its samples not.
     */
    AVFrame frame();
}
