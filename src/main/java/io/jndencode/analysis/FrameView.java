package io.jndencode.analysis;

import io.jndencode.media.LumaImage;

/**
 * The frame the analysis stands on; its parts are computed on demand.
 *
 * @param <P> type of a picture for the model: the picture itself, or only where to find it
 */
public interface FrameView<P> {
    /** Returns the presentation time in ticks of the video's time base, later than that of the previous frame. */
    long pts();

    /** Returns the display duration in ticks; 0 if the source does not give it. */
    long duration();

    /** Returns whether it was coded as a key frame. */
    boolean keyFrame();

    /** Returns the picture for the shot detector. */
    LumaImage luma();

    /** Returns the picture for the model; called only for some frames. */
    P picture();
}
