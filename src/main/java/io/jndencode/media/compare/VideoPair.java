package io.jndencode.media.compare;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import io.jndencode.media.picture.ShownPart;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;

/**
 * Two videos that should hold the same frames, read side by side. The second may have another container and pixel format, but not another
 * displayed size, length or timing. Owns both readers until {@link #close}; used by one thread at a time.
 */
public final class VideoPair implements AutoCloseable {
    private final VideoReader reference;
    private final VideoReader distorted;
    private final ShownPart distortedPart;
    private double referenceStart;
    private double distortedStart;

    private VideoPair(VideoReader reference, VideoReader distorted) {
        this.reference = reference;
        this.distorted = distorted;
        boolean alike = sameSize(reference.info().video(), distorted.info().video());
        // The margins of either apply to both if only one container declares them.
        this.distortedPart = new ShownPart(
                (alike ? reference : distorted).info().video().geometry().cropping());
    }

    private static boolean sameSize(VideoStream first, VideoStream second) {
        return first.geometry().width() == second.geometry().width()
                && first.geometry().height() == second.geometry().height();
    }

    /** Opens both videos, before their first frames. */
    public static VideoPair open(MediaInfo reference, MediaInfo distorted) {
        VideoStream first = reference.video();
        VideoStream second = distorted.video();
        boolean shownAlike = first.geometry().shownWidth() == second.geometry().shownWidth()
                && first.geometry().shownHeight() == second.geometry().shownHeight();
        if (!sameSize(first, second) && !shownAlike) {
            throw new JndException.Input("%s is %dx%d and %s is %dx%d: only pictures of the same size can be compared"
                    .formatted(
                            reference.file(),
                            first.geometry().shownWidth(),
                            first.geometry().shownHeight(),
                            distorted.file(),
                            second.geometry().shownWidth(),
                            second.geometry().shownHeight()));
        }
        VideoReader one = VideoReader.open(reference, ReaderOptions.defaults());
        try {
            return new VideoPair(one, VideoReader.open(distorted, ReaderOptions.defaults()));
        } catch (RuntimeException | Error e) {
            one.close();
            throw e;
        }
    }

    /** Returns the reference's description. */
    public MediaInfo reference() {
        return reference.info();
    }

    /**
     * Measures the following frames as one run.
     *
     * @param end index of the frame to stop before
     */
    public void compare(long end, FrameComparison.Sink sink) {
        if (!nextBefore(end)) {
            return;
        }
        Rational rate = reference.info().video().timing().frameRate();
        try (FrameComparison comparison =
                FrameComparison.of(reference.shownPart(), distortedPart.of(distorted.frame()), rate, null)) {
            do {
                FrameMetrics pair = comparison.compare(reference.shownPart(), distortedPart.of(distorted.frame()));
                sink.frame(reference.index(), reference.pts(), pair);
            } while (nextBefore(end));
        }
    }

    private boolean nextBefore(long end) {
        if (Thread.currentThread().isInterrupted()) {
            throw new JndException.Interrupted("interrupted while measuring quality");
        }
        if (reference.index() + 1 >= end) {
            return false;
        }
        boolean more = reference.next();
        boolean moreDistorted = distorted.next();
        if (more != moreDistorted) {
            throw lengths(more ? reference : distorted);
        }
        if (more) {
            checkTimes();
        }
        return more;
    }

    /** Checks that both videos end here; throws {@link JndException.Quality} if not. */
    public void finish() {
        boolean more = reference.next();
        boolean moreDistorted = distorted.next();
        if (more != moreDistorted || more) {
            throw lengths(more ? reference : distorted);
        }
    }

    private JndException lengths(VideoReader longer) {
        while (longer.next()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new JndException.Interrupted("interrupted while counting frames");
            }
        }
        return new JndException.Quality(
                "%s has %d frames and %s has %d: frames are compared one by one, so both must have the same"
                        .formatted(
                                reference.info().file(),
                                count(reference),
                                distorted.info().file(),
                                count(distorted)));
    }

    private static long count(VideoReader reader) {
        return reader.index() + 1;
    }

    /**
     * Checks that times since the first frame differ by no more than the rounding of the coarser time base, and by less than half a frame.
     */
    private void checkTimes() {
        double at = seconds(reference);
        double other = seconds(distorted);
        if (reference.index() == 0) {
            referenceStart = at;
            distortedStart = other;
        }
        double tolerance = 1.01
                * Math.max(
                        reference.info().video().timing().timeBase().toDouble(),
                        distorted.info().video().timing().timeBase().toDouble());
        Rational rate = reference.info().video().timing().frameRate();
        double shift = Math.abs((at - referenceStart) - (other - distortedStart));
        if (shift > (rate.known() ? Math.min(tolerance, 0.5 / rate.toDouble()) : tolerance)) {
            throw new JndException.Quality(
                    "frame %d is shown at %.3f s in %s and at %.3f s in %s: they are not the same frames"
                            .formatted(
                                    reference.index(),
                                    at - referenceStart,
                                    reference.info().file(),
                                    other - distortedStart,
                                    distorted.info().file()));
        }
    }

    private static double seconds(VideoReader reader) {
        return reader.info().video().timing().timeBase().seconds(reader.pts());
    }

    @Override
    public void close() {
        distortedPart.close();
        distorted.close();
        reference.close();
    }
}
