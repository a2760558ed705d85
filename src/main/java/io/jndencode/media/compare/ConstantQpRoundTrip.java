package io.jndencode.media.compare;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.jndencode.JndException;
import io.jndencode.media.BgrImage;
import io.jndencode.media.CodingCost;
import io.jndencode.media.LumaImage;
import io.jndencode.media.Rational;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.VideoStream;
import io.jndencode.media.bitstream.PacketDecoder;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.FrameEncoder;
import io.jndencode.media.encoder.Rate;
import io.jndencode.media.ffmpeg.FilterGraph;
import io.jndencode.media.modelinput.ModelInputRenderer;
import io.jndencode.media.picture.FramePictures;
import io.jndencode.media.picture.SourcePictures;
import io.jndencode.media.read.LumaFrames;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A run of frames that can be encoded with libx264 at any constant QP and decoded again: the source of pictures and sizes for metric-JND
 * labels.
 *
 * <p>The frames are decoded, and scaled with Lanczos to the label size (8-bit 4:2:0), once; each {@link #encode} then codes them with
 * {@code -preset medium -qp Q -x264-params keyint=250} and decodes the result. Owns the scaled frames (28 of 720p are 39 MB) until
 * {@link #close}. Not thread-safe.
 */
public final class ConstantQpRoundTrip implements AutoCloseable {
    /**
     * The decoded result of an encode.
     *
     * @param qp the constant QP
     * @param bytes size of the coded frames without x264's note of its options
     * @param frames the wanted frames, in order
     */
    public record Encoded(int qp, long bytes, List<BgrImage> frames) {
        public Encoded {
            frames = List.copyOf(frames);
        }
    }

    /**
     * The measured quality of an encode.
     *
     * @param qp the constant QP
     * @param bytes size of the coded frames without x264's note of its options
     * @param frames metrics of each frame, in order
     */
    public record Measured(int qp, long bytes, List<FrameMetrics> frames) {
        public Measured {
            frames = List.copyOf(frames);
        }
    }

    /**
     * A part of a video.
     *
     * @param file the video
     * @param start seconds after the video's first frame; the run begins at the first frame shown then or later
     * @param frames number of frames
     * @param step 1 takes every frame, 2 every second one
     * @param width label size, even
     * @param height label size, even
     */
    public record Excerpt(Path file, double start, int frames, int step, int width, int height) {
        public Excerpt {
            if (start < 0 || frames < 1 || step < 1 || width < 2 || height < 2 || (width | height) % 2 != 0) {
                throw new IllegalArgumentException("not an excerpt: from %f, %d frames, every %d, %dx%d"
                        .formatted(start, frames, step, width, height));
            }
        }
    }

    /**
     * A window that moves over a still picture: frame n shows the picture from column {@code x0 + vx n}, row {@code y0 + vy n} on.
     *
     * @param picture a picture file
     * @param width width of the window, even
     * @param height height of the window, even
     * @param frames number of frames
     * @param framesPerSecond affects the stream's timing, not its pixels
     */
    public record Pan(
            Path picture, int x0, int y0, int vx, int vy, int width, int height, int frames, int framesPerSecond) {
        public Pan {
            if (frames < 1 || framesPerSecond < 1 || width < 2 || height < 2 || (width | height) % 2 != 0) {
                throw new IllegalArgumentException("not a pan: %d frames of %dx%d".formatted(frames, width, height));
            }
        }

        /** Returns filters that crop in 4:4:4, because the position must be exact and 4:2:0 can only be cropped at even positions. */
        private String filters() {
            return String.format(
                    Locale.ROOT,
                    "scale=out_range=tv,format=yuv444p,crop=%d:%d:%d+%d*n:%d+%d*n:exact=1,format=yuv420p",
                    width,
                    height,
                    x0,
                    vx,
                    y0,
                    vy);
        }
    }

    private final List<AVFrame> frames;
    private final Rational frameRate;
    private final FramePictures pictures;
    private final ModelInputRenderer renderer;

    private ConstantQpRoundTrip(List<AVFrame> frames, Rational frameRate, VideoStream like) {
        this.frames = frames;
        this.frameRate = frameRate;
        this.pictures = new FramePictures(like);
        this.renderer = ModelInputRenderer.of(like);
    }

    /** Decodes an excerpt. Throws {@link JndException.Input} if the video has fewer frames. */
    public static ConstantQpRoundTrip of(Excerpt excerpt) {
        return of(excerpt, Variation.NONE);
    }

    public static ConstantQpRoundTrip of(Excerpt excerpt, Variation variation) {
        try (VideoReader reader = VideoReader.open(excerpt.file(), ReaderOptions.defaults())) {
            VideoStream video = reader.info().video();
            skipTo(reader, excerpt.start());
            Rational rate = video.timing().frameRate();
            List<AVFrame> frames = new ArrayList<>();
            try (FilterGraph scaler = FilterGraph.open(
                    reader.shownPart(),
                    new SourcePicture.Size(excerpt.width(), excerpt.height()).filters() + variation.filters())) {
                int skip = 0;
                boolean more = true;
                while (more && frames.size() < excerpt.frames()) {
                    if (skip == 0) {
                        frames.add(scaled(scaler, reader.shownPart()));
                    }
                    skip = (skip + 1) % excerpt.step();
                    more = reader.next();
                }
                if (frames.size() < excerpt.frames()) {
                    throw new JndException.Input("%s has %d frames from %.3f s on where %d are wanted"
                            .formatted(excerpt.file(), frames.size(), excerpt.start(), excerpt.frames()));
                }
            } catch (RuntimeException | Error e) {
                free(frames);
                throw e;
            }
            return new ConstantQpRoundTrip(frames, new Rational(rate.num(), rate.den() * excerpt.step()), video);
        }
    }

    private static void skipTo(VideoReader reader, double start) {
        VideoStream video = reader.info().video();
        double first = Double.NaN;
        while (reader.next()) {
            double time = video.timing().timeBase().seconds(reader.pts());
            first = Double.isNaN(first) ? time : first;
            if (time - first >= start - 0.0015) { // starts are rounded to three decimals
                return;
            }
        }
        throw new JndException.Input(
                "%s ends before %.3f s".formatted(reader.info().file(), start));
    }

    public static ConstantQpRoundTrip of(Pan pan) {
        return of(pan, Variation.NONE);
    }

    public static ConstantQpRoundTrip of(Pan pan, Variation variation) {
        try (VideoReader reader = VideoReader.open(pan.picture(), ReaderOptions.threads(1))) {
            if (!reader.next()) {
                throw new JndException.Input(pan.picture() + " holds no picture");
            }
            List<AVFrame> frames = new ArrayList<>();
            try (FilterGraph window = FilterGraph.open(reader.frame(), pan.filters() + variation.filters())) {
                for (int n = 0; n < pan.frames(); n++) {
                    reader.frame().pts(n);
                    frames.add(scaled(window, reader.frame()));
                }
            } catch (RuntimeException | Error e) {
                free(frames);
                throw e;
            }
            return new ConstantQpRoundTrip(
                    frames,
                    new Rational(pan.framesPerSecond(), 1),
                    reader.info().video());
        }
    }

    private static AVFrame scaled(FilterGraph graph, AVFrame source) {
        AVFrame frame = av_frame_alloc();
        graph.apply(source, frame);
        return frame;
    }

    public int frames() {
        return frames.size();
    }

    public Rational frameRate() {
        return frameRate;
    }

    /** Returns a frame at the label size before coding, scaled (bilinear) to the given size. */
    public BgrImage source(int frame, int width, int height) {
        return pictures.bgr(frames.get(frame), width, height);
    }

    /**
     * Codes the frames at a constant QP and decodes them again.
     *
     * @param wanted selects the frames to return, by their position in the run
     * @param width of the returned pictures (bilinear)
     * @param height of the returned pictures
     */
    public Encoded encode(int qp, IntPredicate wanted, int width, int height) {
        List<BgrImage> decoded = new ArrayList<>();
        long bytes = code(qp, (number, picture) -> {
            if (wanted.test(number)) {
                decoded.add(pictures.bgr(picture, width, height));
            }
        });
        return new Encoded(qp, bytes, decoded);
    }

    /** Codes the frames at a constant QP and measures the result. */
    public Measured measure(int qp) {
        List<FrameMetrics> metrics = new ArrayList<>();
        AVFrame first = frames.get(0);
        try (FrameComparison comparison = FrameComparison.of(first, first, frameRate, null)) {
            long bytes = code(qp, (number, picture) -> metrics.add(comparison.compare(frames.get(number), picture)));
            return new Measured(qp, bytes, metrics);
        }
    }

    /** Returns the cost of coding a frame after the previous one; the first frame is taken as still. */
    public CodingCost probe(int frame) {
        return renderer.probe(
                SourcePictures.copy(frames.get(Math.max(0, frame - 1))), SourcePictures.copy(frames.get(frame)));
    }

    public LumaImage luma(int frame) {
        return LumaFrames.samples(frames.get(frame));
    }

    /** Receives the decoded frames with their positions in the run; a frame is valid only during the call. */
    @FunctionalInterface
    private interface NumberedSink {
        void accept(int number, AVFrame frame);
    }

    private long code(int qp, NumberedSink sink) {
        EncoderSettings settings =
                new EncoderSettings("medium", new Rate.ConstantQp(qp), Map.of("keyint", "250"), null);
        try (FrameEncoder encoder = FrameEncoder.open(settings, frames.get(0), frameRate, false);
                PacketDecoder decoder = PacketDecoder.of(encoder.context())) {
            int[] shown = {0};
            PacketDecoder.FrameSink numbered = picture -> sink.accept(shown[0]++, picture);
            for (int n = 0; n < frames.size(); n++) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new JndException.Interrupted("interrupted while encoding");
                }
                encoder.encode(frames.get(n), n, packet -> decoder.decode(packet, numbered));
            }
            encoder.finish(packet -> decoder.decode(packet, numbered));
            decoder.finish(numbered);
            if (shown[0] != frames.size()) {
                throw new JndException.Encode(
                        "x264 gave back %d of %d frames at QP %d".formatted(shown[0], frames.size(), qp));
            }
            return decoder.bytes();
        }
    }

    private static void free(List<AVFrame> frames) {
        frames.forEach(frame -> av_frame_free(frame));
    }

    @Override
    public void close() {
        pictures.close();
        renderer.close();
        free(frames);
        frames.clear();
    }
}
