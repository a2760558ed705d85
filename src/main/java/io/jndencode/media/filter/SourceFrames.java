package io.jndencode.media.filter;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Frames before or behind filters: in presentation order, all of one size and pixel format, with times that rise. */
public interface SourceFrames {
    /** Advances to the next frame; returns false at the end. */
    boolean next();

    /** Returns the current frame, valid until the next call of {@link #next} or until the frames are closed. */
    AVFrame frame();

    /** Returns its time in ticks of the stream's time base. */
    long pts();

    /** Returns how long it is shown according to the source; 0 if unknown. */
    long duration();
}
