package io.jndencode.media.segment;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;

import io.jndencode.JndException;
import io.jndencode.file.WriteFailure;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.VideoStream;
import io.jndencode.media.bitstream.DynamicHdr;
import io.jndencode.media.encoder.DolbyVisionCoding;
import io.jndencode.media.encoder.EncodeFormat;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.FrameEncoder;
import io.jndencode.media.encoder.PictureLimits;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.media.ffmpeg.FilterGraph;
import io.jndencode.media.read.FrameSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Encodes one shot to one segment file: one encoder, exactly the frames asked for, each with its own timestamp.
 *
 * <p>The same frames and settings give the same bytes on every machine, whatever runs in parallel. Size, pixel format, aspect ratio, colour
 * tags, static HDR data, captions and fields are the source's. Interrupting the thread stops the encode.
 */
public final class SegmentEncoder {
    private final EncoderSettings settings;

    public SegmentEncoder(EncoderSettings settings) {
        this.settings = settings;
    }

    /**
     * Refuses a video that cannot be encoded with these settings, before any work.
     *
     * @param settings settings of any shot
     */
    public static void check(MediaInfo source, EncoderSettings settings) {
        VideoStream video = source.video();
        VideoEncoder encoder = settings.encoder();
        String format =
                EncodeFormat.choose(encoder, av_get_pix_fmt(video.format().pixelFormat()), settings.pixelFormat());
        DolbyVisionCoding.check(settings, source, format);
        PictureLimits.check(
                encoder,
                av_get_pix_fmt(format),
                video.geometry().width(),
                video.geometry().height(),
                video.geometry().interlaced());
    }

    private static String format(EncoderSettings settings, AVFrame frame) {
        return EncodeFormat.choose(settings.encoder(), frame.format(), settings.pixelFormat());
    }

    /**
     * Returns the header that every shot's encode will have.
     *
     * @param frame any frame of the source's size and pixel format; its tags are overwritten
     */
    public static SegmentHeader header(MediaInfo source, EncoderSettings settings, AVFrame frame) {
        AVFrame converted = av_frame_alloc();
        VideoStream video = source.video();
        try {
            video.format().signal().tag(frame, video.geometry().interlaced());
            String filters = EncodeFormat.filters(frame, format(settings, frame));
            if (filters != null) {
                try (FilterGraph conversion = FilterGraph.open(frame, filters)) {
                    conversion.apply(frame, converted);
                }
            }
            try (FrameEncoder encoder = FrameEncoder.open(settings, filters == null ? frame : converted, video)) {
                return header(source, settings, frame, encoder);
            }
        } finally {
            av_frame_free(converted);
        }
    }

    private static SegmentHeader header(
            MediaInfo source, EncoderSettings settings, AVFrame frame, FrameEncoder opened) {
        DolbyVisionCoding dolbyVision = DolbyVisionCoding.of(settings, source, format(settings, frame));
        return SegmentHeader.of(settings.encoder(), opened.context(), source.video(), dolbyVision);
    }

    /**
     * Encodes a run of frames.
     *
     * @param reader stands on the first frame, and on the last one afterwards
     * @param frames the frames to encode
     * @param file path of the segment once it is complete; after a failure no file is left there
     * @param progress receives the number of finished frames after each frame
     * @throws JndException.Encode if the frames are not those expected, or cannot be encoded or written
     * @throws JndException.Interrupted if the thread was interrupted
     */
    public Segment encode(FrameSource reader, ExpectedFrames frames, Path file, IntConsumer progress) {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Files.deleteIfExists(partial); // left by a run that was killed, or a link placed by somebody else
            Segment made;
            try (Run run = new Run(reader, frames, partial)) {
                run.encode(progress);
                made = new Segment(file, frames.count(), run.writer.bytes(), run.writer.sha256());
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
            return made;
        } catch (ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        } catch (IOException e) {
            throw new JndException.Encode("cannot write " + file + ": " + WriteFailure.reason(e), e);
        } finally {
            WriteFailure.deleteQuietly(partial);
        }
    }

    private static JndException interrupted() {
        return new JndException.Interrupted("interrupted while encoding");
    }

    /** One encode. Owns the encoder, the conversion and the file being written. */
    private final class Run implements AutoCloseable {
        private final FrameSource reader;
        private final ExpectedFrames frames;
        private final long[] pts;
        private final long[] durations;
        private final DynamicHdr[] carried;
        private final Carriage carriage;
        private final @Nullable FilterGraph conversion;
        private final AVFrame converted = av_frame_alloc();
        private final FrameEncoder encoder;
        private final SegmentWriter writer;

        Run(FrameSource reader, ExpectedFrames frames, Path partial) throws IOException {
            this.reader = reader;
            this.frames = frames;
            this.pts = new long[frames.count()];
            this.durations = new long[frames.count()];
            this.carried = new DynamicHdr[frames.count()];
            VideoStream video = reader.info().video();
            AVFrame first = reader.frame();
            video.format().signal().tag(first, video.geometry().interlaced());
            String filters = EncodeFormat.filters(first, format(settings, first));
            this.conversion = filters == null ? null : FilterGraph.open(first, filters);
            FrameEncoder opened = null;
            try {
                opened = FrameEncoder.open(settings, ready(first), video);
                SegmentHeader header = header(reader.info(), settings, first, opened);
                this.carriage = new Carriage(settings, reader.info(), header.dolbyVision() != null);
                this.writer = new SegmentWriter(partial, header, frames);
            } catch (IOException | RuntimeException | Error e) {
                release(opened);
                throw e;
            }
            this.encoder = opened;
        }

        void encode(IntConsumer progress) throws IOException {
            for (int n = 0; n < pts.length; n++) {
                if (n > 0 && !reader.next()) {
                    throw unlike(n, "the video ends there");
                }
                check(n);
                pts[n] = reader.pts();
                durations[n] = reader.duration();
                carried[n] = carriage.of(reader);
                encoder.encode(ready(reader.frame()), n, this::write);
                progress.accept(n + 1);
            }
            encoder.finish(this::write);
            if (writer.packets() != pts.length) {
                throw new JndException.Encode("%s gave %d packets for the %d frames from frame %d on"
                        .formatted(
                                settings.encoder().library(),
                                writer.packets(),
                                pts.length,
                                reader.index() + 1 - pts.length));
            }
            writer.finish(pts);
        }

        private void check(int n) {
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted();
            }
            OptionalLong expected = frames.pts(n);
            if (expected.isPresent() && expected.getAsLong() != reader.pts()) {
                throw unlike(n, "the timestamp is %d, not %d".formatted(reader.pts(), expected.getAsLong()));
            }
            AVFrame frame = reader.frame();
            VideoStream video = reader.info().video();
            if (frame.width() != video.geometry().width()
                    || frame.height() != video.geometry().height()) {
                throw unlike(
                        n,
                        "the picture is %dx%d, not %dx%d"
                                .formatted(
                                        frame.width(),
                                        frame.height(),
                                        video.geometry().width(),
                                        video.geometry().height()));
            }
        }

        private JndException unlike(int n, String difference) {
            return new JndException.Encode("%s is not what the plan was made from: at frame %d %s"
                    .formatted(reader.info().file(), reader.index() < 0 ? n : reader.index(), difference));
        }

        /** Returns the frame as the encoder receives it, valid until the next call. */
        private AVFrame ready(AVFrame frame) {
            VideoStream video = reader.info().video();
            video.format().signal().tag(frame, video.geometry().interlaced());
            if (conversion == null) {
                return frame;
            }
            av_frame_unref(converted);
            conversion.apply(frame, converted);
            return converted;
        }

        private void write(AVPacket packet) {
            try {
                int n = Math.toIntExact(packet.pts());
                writer.packet(packet, durations[n], carried[n]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void release(@Nullable FrameEncoder opened) {
            if (opened != null) {
                opened.close();
            }
            if (conversion != null) {
                conversion.close();
            }
            av_frame_free(converted);
        }

        @Override
        public void close() throws IOException {
            release(encoder);
            Objects.requireNonNull(writer).close();
        }
    }
}
