package io.jndencode.quality;

import io.jndencode.media.VideoStream;
import io.jndencode.media.picture.FramePictures;
import io.jndencode.media.picture.ShownPart;
import io.jndencode.media.read.FrameSource;

/**
 * Measures the content of the frames a source passes, at no more than the size and frame rate of the shots the rule was fitted to. Owns its
 * scaler.
 */
final class SourceContent implements AutoCloseable {
    private static final int WIDEST = 1280;
    private static final int HIGHEST = 720;

    private final FrameSource source;
    private final VideoStream video;
    private final FramePictures pictures;
    private final ShownPart shown;
    private final int width;
    private final int height;
    private final double rate;
    private final ContentMeter meter = new ContentMeter();
    private int frames;

    SourceContent(FrameSource source) {
        this.source = source;
        this.video = source.info().video();
        this.pictures = new FramePictures(video);
        this.shown = new ShownPart(video.geometry().cropping());
        double scale = Math.min(
                1,
                Math.min(
                        (double) WIDEST / video.geometry().width(),
                        (double) HIGHEST / video.geometry().height()));
        this.width = (int) Math.max(1, Math.round(video.geometry().width() * scale));
        this.height = (int) Math.max(1, Math.round(video.geometry().height() * scale));
        this.rate =
                video.timing().frameRate().known() ? video.timing().frameRate().toDouble() : 0;
    }

    /** Adds the frame the source stands on. */
    void add() {
        int step = rate > ShotContent.FULL_RATE ? 2 : 1;
        if (frames % step == 0) {
            meter.add(pictures.luma(shown.of(source.frame()), width, height));
        }
        frames++;
    }

    /** Returns the content of all frames added. */
    ShotContent content() {
        return meter.content(rate).of(video.geometry().width(), video.geometry().height(), frames);
    }

    @Override
    public void close() {
        pictures.close();
        shown.close();
    }
}
