package io.jndencode.quality;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.compare.FrameComparison;
import io.jndencode.media.compare.VideoPair;
import io.jndencode.media.read.FrameSource;
import io.jndencode.media.read.VideoReader;
import io.jndencode.shot.FrameRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures encodes against their sources: XPSNR, SSIM and PSNR of every frame in one pass.
 *
 * <p>Frames are matched by index and timestamp and counted; nothing is scaled or resampled to make them fit. A mismatch throws
 * {@link JndException.Quality} with a sentence describing it. Every shot is measured on its own, as FFmpeg's filters would measure a file
 * that holds nothing else.
 */
public final class QualityMeter {
    private QualityMeter() {}

    /**
     * Measures one of our segments.
     *
     * @param source stands on the shot's first frame, and on its last one afterwards
     * @param segment the file encoded from these frames
     * @param frames range of the frames in the source
     */
    public static ShotQuality segment(FrameSource source, Path segment, FrameRange frames) {
        if (source.index() != frames.start()) {
            throw new IllegalStateException(
                    "the source stands on frame %d, not %d".formatted(source.index(), frames.start()));
        }
        List<FrameQuality> measured = new ArrayList<>();
        try (SourceContent content = new SourceContent(source)) {
            long bytes = FrameComparison.segment(source, segment, (index, pts, metrics) -> {
                content.add();
                measured.add(FrameQuality.of(index, pts, metrics));
            });
            if (measured.size() != frames.length()) {
                throw new JndException.Quality("the segment %s holds %d frames, its shot %d"
                        .formatted(segment, measured.size(), frames.length()));
            }
            return new ShotQuality(frames, measured, new ShotQuality.Coded(bytes, content.content()));
        }
    }

    /**
     * Measures the content of frames of a video.
     *
     * @param source stands on the first of the frames, and on the last one afterwards
     */
    public static ShotContent content(FrameSource source, FrameRange frames) {
        try (SourceContent content = new SourceContent(source)) {
            content.add();
            while (source.index() + 1 < frames.end() && source.next()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new JndException.Interrupted("interrupted while looking at frame " + source.index());
                }
                content.add();
            }
            return content.content();
        }
    }

    /**
     * Measures one video against another, shot by shot.
     *
     * @param shots shots of the reference, from frame 0 to its last without gaps
     * @param listener receives every frame as it is measured
     */
    public static List<ShotQuality> videos(
            MediaInfo reference, MediaInfo distorted, List<FrameRange> shots, Consumer<FrameQuality> listener) {
        List<ShotQuality> result = new ArrayList<>();
        try (VideoPair pair = VideoPair.open(reference, distorted)) {
            for (FrameRange shot : shots) {
                List<FrameQuality> measured = new ArrayList<>();
                pair.compare(shot.end(), (index, pts, metrics) -> {
                    FrameQuality frame = FrameQuality.of(index, pts, metrics);
                    measured.add(frame);
                    listener.accept(frame);
                });
                if (measured.size() != shot.length()) {
                    throw new JndException.Quality("%s ends after %d frames, its shots after %d"
                            .formatted(
                                    reference.file(),
                                    shot.start() + measured.size(),
                                    shots.get(shots.size() - 1).end()));
                }
                result.add(new ShotQuality(shot, measured));
            }
            pair.finish();
        }
        return result;
    }

    /**
     * Measures a few frames of two videos of one size.
     *
     * @param reference stands on the first of them
     * @param distorted stands on its first, which is to be like the reference's
     * @param frames how many, fewer at the end of either
     */
    public static List<FrameQuality> stretch(VideoReader reference, VideoReader distorted, int frames) {
        List<FrameQuality> measured = new ArrayList<>();
        FrameComparison.stretch(
                reference,
                distorted,
                frames,
                (index, pts, metrics) -> measured.add(FrameQuality.of(measured.size(), pts, metrics)));
        return measured;
    }
}
