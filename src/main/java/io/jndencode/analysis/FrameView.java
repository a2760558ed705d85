package io.jndencode.analysis;

import io.jndencode.media.LumaImage;

/**
 * The frame an analysis stands on, as much of it as the analysis asks for.
 *
 * @param <P> what a picture for the model is here: the picture itself, or only where it can be found
 */
public interface FrameView<P> {
    /** In ticks of the video's time base, larger than that of the frame before. */
    long pts();

    /** How long it is shown, in ticks; 0 where the source does not say. */
    long duration();

    /** Whether it was coded as a key frame. */
    boolean keyFrame();

    /** What the shot detector looks at. */
    LumaImage luma();

    /** What the model may look at; only asked for of some frames. */
    P picture();
}
