package io.jndencode.media.compare;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.encoder.EncodeFormat;
import io.jndencode.media.ffmpeg.WriteFailure;
import io.jndencode.media.picture.ShownPart;
import io.jndencode.media.read.LumaFrames;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.media.segment.SegmentFrames;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Measures coded frames against their originals, pair by pair, in luma at the deeper of the two bit depths.
 *
 * <p>What the container hides of the pictures does not count. Frame n is compared with frame n and both must be shown at the same time; nothing is scaled, repeated or left out to make
 * them fit: whatever does not is a {@link JndException.Quality}. One run begins where the comparison begins, as the metrics do.
 */
public final class FrameComparison implements AutoCloseable {
    /** Takes the figures of one pair. */
    @FunctionalInterface
    public interface Sink {
        /**
         * One pair was measured.
         *
         * @param index of the original, as its reader counts
         * @param pts of the original, in ticks of its time base
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

    /** For frames like this pair; {@code encoderInput} are the filters the originals went through to the encoder. */
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

    /** Figures of the next pair; the frames stay the caller's. */
    FrameMetrics compare(AVFrame originalFrame, AVFrame codedFrame) {
        AVFrame reference = original.luma(originalFrame);
        AVFrame distorted = coded.luma(codedFrame);
        if (graph == null) {
            graph = MetricGraph.open(reference, frameRate);
        }
        return graph.compare(reference, distorted);
    }

    /**
     * Measures a segment against the frames it was made from, as they went to the encoder.
     *
     * @param source stands on the segment's first frame, and on its last afterwards
     * @param segment a file {@link SegmentEncoder} made of this source
     * @return bytes of the coded frames
     */
    public static long segment(VideoReader source, Path segment, Sink sink) {
        try (SegmentFrames decoded = SegmentFrames.open(segment);
                SegmentRun run = new SegmentRun(source, decoded, segment, sink)) {
            return decoded.decode(run::frame);
        } catch (IOException e) {
            throw new JndException.Encode("cannot read " + segment + ": " + WriteFailure.reason(e), e);
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

    /** One segment's comparison, opened at its first frame. */
    private static final class SegmentRun implements AutoCloseable {
        private final VideoReader source;
        private final SegmentFrames segment;
        private final Path file;
        private final Sink sink;
        private final ShownPart shown;
        private @Nullable FrameComparison comparison;
        private int number;

        SegmentRun(VideoReader source, SegmentFrames segment, Path file, Sink sink) {
            this.source = source;
            this.segment = segment;
            this.file = file;
            this.sink = sink;
            this.shown = new ShownPart(source.info().video().cropping());
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
            AVFrame original = source.shownPart();
            AVFrame coded = shown.of(decoded);
            if (comparison == null) {
                String filters = EncodeFormat.filters(original, segment.header().pixelFormat());
                comparison = of(original, coded, source.info().video().frameRate(), filters);
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
            shown.close();
        }
    }
}
