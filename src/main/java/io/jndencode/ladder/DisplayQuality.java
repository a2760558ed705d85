package io.jndencode.ladder;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.VideoStream;
import io.jndencode.media.filter.FilterChain;
import io.jndencode.media.filter.FilteredVideo;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.quality.FrameQuality;
import io.jndencode.quality.QualityMeter;
import io.jndencode.quality.ShotQuality;
import io.jndencode.shot.FrameRange;
import java.util.ArrayList;
import java.util.List;

/** How like the source a rendition looks at the size of the largest one: XPSNR of a few frames, the smaller ones scaled up as players do. */
final class DisplayQuality {
    /** Shots that are looked at, spread evenly over the video, and frames of each: few, since every shot is reached by decoding to it. */
    private static final int SHOTS = 12;

    private static final int FRAMES = 4;

    /** The share of a shot before the frames that are looked at: its first ones are coded better than the others. */
    private static final double INTO = 0.25;

    private final MediaInfo display;
    private final List<SidecarShot> shots;

    /** @param largest the rendition whose size all are compared at */
    DisplayQuality(Rendition largest) {
        this.display = largest.picture();
        this.shots = largest.outcome().sidecar().shots();
    }

    /** Returns the XPSNR of a rendition in dB. */
    double of(Rendition rendition) {
        MediaInfo encode = MediaProbe.probe(rendition.encode().file());
        VideoStream shown = display.video();
        boolean same = encode.video().geometry().width() == shown.geometry().width()
                && encode.video().geometry().height() == shown.geometry().height();
        MediaInfo scaled = same
                ? encode
                : FilteredVideo.of(
                        encode,
                        FilterChain.of(FilterChain.scaling(
                                        shown.geometry().width(),
                                        shown.geometry().height()) + ",setsar=1"));
        List<FrameQuality> all = new ArrayList<>();
        int step = Math.max(1, (shots.size() + SHOTS - 1) / SHOTS);
        try (VideoReader source = VideoReader.open(display, ReaderOptions.defaults());
                VideoReader coded = VideoReader.open(scaled, ReaderOptions.defaults())) {
            long first = first(source);
            long firstCoded = first(coded);
            for (int i = 0; i < shots.size(); i += step) {
                double time = seconds(shots.get(i));
                if (at(source, first, time) && at(coded, firstCoded, time)) {
                    all.addAll(QualityMeter.stretch(source, coded, FRAMES));
                }
            }
        }
        return all.isEmpty() ? Double.NaN : new ShotQuality(new FrameRange(0, all.size()), all).xpsnr();
    }

    private static double seconds(SidecarShot shot) {
        double start = shot.extent().start() == null ? 0 : shot.extent().start();
        double end = shot.extent().end() == null ? start : shot.extent().end();
        return start + INTO * (end - start);
    }

    private static long first(VideoReader reader) {
        reader.next();
        return reader.pts();
    }

    /** Puts a reader on the frame shown at a time; the time is that of no frame, so that rounding makes no difference. */
    private static boolean at(VideoReader reader, long first, double seconds) {
        VideoStream video = reader.info().video();
        return reader.seekNear(
                first + Math.round(seconds / video.timing().timeBase().toDouble()));
    }
}
