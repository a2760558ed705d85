package io.jndencode.report;

import io.jndencode.media.BgrImage;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.VideoStream;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;

/** Takes single pictures from a video, by time since its first frame. Owns the reader until {@link #close}. */
final class FrameGrabber implements AutoCloseable {
    private final VideoReader reader;
    private final long firstPts;
    private final double tick;

    private FrameGrabber(VideoReader reader) {
        this.reader = reader;
        this.tick = reader.info().video().timing().timeBase().toDouble();
        this.firstPts = reader.next() ? reader.pts() : 0;
    }

    /** Opens a video; throws {@link io.jndencode.JndException.Input} if it cannot be read. */
    static FrameGrabber open(MediaInfo file) {
        VideoReader reader = VideoReader.open(file, ReaderOptions.defaults());
        try {
            return new FrameGrabber(reader);
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    /** Returns the duration of one tick of the file's clock in seconds. */
    double tick() {
        return tick;
    }

    /** Returns size and shape of the pictures, and how players show them. */
    VideoStream.Geometry geometry() {
        return reader.info().video().geometry();
    }

    int width() {
        return geometry().shownWidth();
    }

    int height() {
        return geometry().shownHeight();
    }

    /** Moves to the first frame at or after a time; returns false if none is near. */
    boolean goTo(double seconds) {
        return reader.seekNear(firstPts + Math.round(seconds / tick));
    }

    /** Moves to the frame shown at a time; returns false if there is none within the tolerance. */
    boolean goTo(double seconds, double tolerance) {
        return reader.seekNear(firstPts + (long) Math.ceil((seconds - tolerance) / tick))
                && Math.abs((reader.pts() - firstPts) * tick - seconds) <= tolerance;
    }

    /** Returns the current picture in coded orientation, converted to SDR for viewing. */
    BgrImage picture(int width, int height) {
        return reader.bgr(width, height);
    }

    @Override
    public void close() {
        reader.close();
    }
}
