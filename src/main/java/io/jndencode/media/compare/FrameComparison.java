package io.jndencode.media.compare;

import io.jndencode.JndException;
import io.jndencode.file.WriteFailure;
import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import io.jndencode.media.encoder.EncodeFormat;
import io.jndencode.media.picture.ShownPart;
import io.jndencode.media.read.FrameSource;
import io.jndencode.media.read.LumaFrames;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.media.segment.SegmentFrames;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Measures coded frames against their originals, pair by pair, in luma at the greater of the two bit depths.
 *
 * <p>Margins hidden by the container are ignored. Frame n is compared with frame n, and both must be shown at the same time; nothing is
 * scaled, repeated or dropped to make them fit, and any mismatch is a {@link JndException.Quality}. The metrics depend on earlier frames,
 * so a comparison forms one run.
 */
public final class FrameComparison implements AutoCloseable {
    /** Receives the metrics of one pair. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Called after a pair was measured.
         *
         * @param index index of the original, as counted by its reader
         * @param pts timestamp of the original, in ticks of its time base
         */
        void frame(long index, long pts, FrameMetrics metrics);
    }

    private final LumaFrames original;
    private final LumaFrames coded;
    private final Rational frameRate;
    private @Nullable MetricGraph graph;

    private FrameComparison(LumaFrames original, LumaFrames coded, Rational frameRate) {
        this.original = original;
        this.coded = coded;
        this.frameRate = frameRate;
    }

    /** Creates a comparison for frames like this pair; {@code encoderInput} are the filters applied to the originals before the encoder. */
    static FrameComparison of(AVFrame like, AVFrame coded, Rational frameRate, @Nullable String encoderInput) {
        LumaFrames.Samples samples =
                encoderInput == null ? LumaFrames.Samples.common(like, coded) : LumaFrames.Samples.common(coded, coded);
        LumaFrames first = LumaFrames.of(like, samples, encoderInput);
        try {
            return new FrameComparison(first, LumaFrames.of(coded, samples, null), frameRate);
        } catch (RuntimeException | Error e) {
            first.close();
            throw e;
        }
    }

    /** Measures the next pair; the frames remain the caller's. */
    FrameMetrics compare(AVFrame originalFrame, AVFrame codedFrame) {
        AVFrame reference = original.luma(originalFrame);
        AVFrame distorted = coded.luma(codedFrame);
        if (graph == null) {
            graph = MetricGraph.open(reference, frameRate);
        }
        return graph.compare(reference, distorted);
    }

    /**
     * Measures a segment against the frames it was made from, as the encoder received them.
     *
     * @param source stands on the segment's first frame, and on its last afterwards
     * @param segment a file {@link SegmentEncoder} made of this source
     * @return size of the coded frames in bytes
     */
    public static long segment(FrameSource source, Path segment, Sink sink) {
        try (SegmentFrames decoded = SegmentFrames.open(segment);
                SegmentRun run = new SegmentRun(source, decoded, segment, sink)) {
            return decoded.decode(run::frame);
        } catch (IOException e) {
            throw new JndException.Encode("cannot read " + segment + ": " + WriteFailure.reason(e), e);
        }
    }

    /**
     * Measures frames from where two readers stand, the first's against the second's.
     *
     * @param frames how many, fewer at the end of either
     */
    public static void stretch(VideoReader original, VideoReader coded, int frames, Sink sink) {
        Rational rate = original.info().video().timing().frameRate();
        try (FrameComparison comparison = of(original.shownPart(), coded.shownPart(), rate, null)) {
            int done = 0;
            do {
                if (Thread.currentThread().isInterrupted()) {
                    throw new JndException.Interrupted("interrupted while measuring quality");
                }
                sink.frame(
                        original.index(), original.pts(), comparison.compare(original.shownPart(), coded.shownPart()));
                done++;
            } while (done < frames && original.next() && coded.next());
        }
    }

    @Override
    public void close() {
        if (graph != null) {
            graph.close();
        }
        original.close();
        coded.close();
    }

    /** The comparison of one segment, opened at its first frame. */
    private static final class SegmentRun implements AutoCloseable {
        private final FrameSource source;
        private final SegmentFrames segment;
        private final Path file;
        private final Sink sink;
        private final ShownPart shownSource;
        private final ShownPart shownCoded;
        private @Nullable FrameComparison comparison;
        private int number;

        SegmentRun(FrameSource source, SegmentFrames segment, Path file, Sink sink) {
            this.source = source;
            this.segment = segment;
            this.file = file;
            this.sink = sink;
            this.shownSource = new ShownPart(source.info().video().geometry().cropping());
            this.shownCoded = new ShownPart(source.info().video().geometry().cropping());
        }

        void frame(AVFrame decoded) {
            if (Thread.currentThread().isInterrupted()) {
                throw new JndException.Interrupted("interrupted while measuring quality");
            }
            if (number > 0 && !source.next()) {
                throw unlike("the source ends there");
            }
            if (source.pts() != segment.pts()[number]) {
                throw unlike("its timestamp is %d, not %d".formatted(segment.pts()[number], source.pts()));
            }
            AVFrame frame = source.frame();
            if (frame.width() != decoded.width() || frame.height() != decoded.height()) {
                throw unlike("it is %dx%d, the source %dx%d"
                        .formatted(decoded.width(), decoded.height(), frame.width(), frame.height()));
            }
            VideoStream video = source.info().video();
            video.format().signal().tag(frame, video.geometry().interlaced()); // as the encoder receives it
            AVFrame original = shownSource.of(frame);
            AVFrame coded = shownCoded.of(decoded);
            if (comparison == null) {
                String filters = EncodeFormat.filters(original, segment.header().pixelFormat());
                comparison = of(original, coded, video.timing().frameRate(), filters);
            }
            sink.frame(source.index(), source.pts(), comparison.compare(original, coded));
            number++;
        }

        private JndException unlike(String difference) {
            return new JndException.Quality("the segment %s is not one of %s: at its frame %d %s"
                    .formatted(file, source.info().file(), number, difference));
        }

        @Override
        public void close() {
            if (comparison != null) {
                comparison.close();
            }
            shownSource.close();
            shownCoded.close();
        }
    }
}
