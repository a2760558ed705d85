package io.jndencode.quality;

import io.jndencode.media.VideoStream;
import io.jndencode.media.read.VideoReader;

/** Measures the content of the frames a reader passes, at no more than the size and frame rate of the shots the rule was fitted to. */
final class SourceContent {
    private static final int WIDEST = 1280;
    private static final int HIGHEST = 720;

    private final VideoReader source;
    private final VideoStream video;
    private final int width;
    private final int height;
    private final double rate;
    private final ContentMeter meter = new ContentMeter();
    private int frames;

    SourceContent(VideoReader source) {
        this.source = source;
        this.video = source.info().video();
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

    /** Adds the frame the reader stands on. */
    void add() {
        int step = rate > ShotContent.FULL_RATE ? 2 : 1;
        if (frames % step == 0) {
            meter.add(source.luma(width, height));
        }
        frames++;
    }

    /** Returns the content of all frames added. */
    ShotContent content() {
        return meter.content(rate).of(video.geometry().width(), video.geometry().height(), frames);
    }
}
