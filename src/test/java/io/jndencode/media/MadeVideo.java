package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_BB;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_TT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.jndencode.JndException;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.ffmpeg.FilterGraph;
import io.jndencode.media.mux.Muxer;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Frames of a real clip in another pixel format or with other tags, coded without loss (FFV1 in Matroska): for sources no clip is at hand for. */
public final class MadeVideo {
    public static final int FRAMES = 12;

    private static final FilterGraph.Timing TIMING = new FilterGraph.Timing(new Rational(1, 24), new Rational(24, 1));

    private MadeVideo() {}

    /**
     * Makes a video of a clip's beginning.
     *
     * @param filters as on ffmpeg's command line, of one frame for one
     */
    public static Path of(Path clip, Path file, String filters) {
        return of(clip, 0, file, filters);
    }

    /** Makes a video of the frames from an index on. */
    public static Path of(Path clip, int from, Path file, String filters) {
        return of(clip, from, FRAMES, file, filters);
    }

    /** Makes a video of so many frames; filters with memory may make more or fewer of them. */
    public static Path of(Path clip, int from, int frames, Path file, String filters) {
        try (VideoReader reader = VideoReader.open(clip, ReaderOptions.threads(1))) {
            for (int skipped = 0; skipped < from; skipped++) {
                reader.next();
            }
            if (!reader.next()) {
                throw new IllegalStateException(clip + " has no frame");
            }
            try (FilterGraph graph = FilterGraph.open(reader.frame(), TIMING, filters, MadeVideo::refused);
                    Output output = new Output(file, graph)) {
                int n = 0;
                do {
                    reader.frame().pts(n);
                    graph.feed(reader.frame());
                    output.drain();
                } while (++n < frames && reader.next());
                graph.end();
                output.drain();
                output.finish();
            }
            return file;
        }
    }

    private static JndException refused(int code, String why) {
        return new JndException.Encode("the filters of a made video are refused: " + why);
    }

    /** Writes what comes out of a graph, whose first frame says how. */
    private static final class Output implements AutoCloseable {
        private final Path file;
        private final FilterGraph graph;
        private final AVFrame frame = av_frame_alloc();
        private @Nullable Writing writing;
        private int number;

        Output(Path file, FilterGraph graph) {
            this.file = file;
            this.graph = graph;
        }

        void drain() {
            while (graph.take(frame)) {
                if (writing == null) {
                    writing = new Writing(file, frame);
                }
                writing.write(frame, number++);
                av_frame_unref(frame);
            }
        }

        void finish() {
            Objects.requireNonNull(writing).finish();
        }

        @Override
        public void close() {
            if (writing != null) {
                writing.close();
            }
            av_frame_free(frame);
        }
    }

    private static final class Writing implements AutoCloseable {
        private final AVCodecContext encoder;
        private final AVPacket packet = av_packet_alloc();
        private final Muxer muxer;
        private final AVStream stream;

        Writing(Path file, AVFrame like) {
            AVCodec codec = avcodec_find_encoder_by_name("ffv1");
            encoder = avcodec_alloc_context3(codec);
            encoder.width(like.width()).height(like.height()).pix_fmt(like.format());
            encoder.time_base().num(1).den(24);
            encoder.framerate().num(24).den(1);
            encoder.sample_aspect_ratio(like.sample_aspect_ratio());
            encoder.color_primaries(like.color_primaries());
            encoder.color_trc(like.color_trc());
            encoder.colorspace(like.colorspace());
            encoder.color_range(like.color_range());
            encoder.field_order(fieldOrder(like));
            encoder.flags(AV_CODEC_FLAG_GLOBAL_HEADER);
            FfmpegError.check(avcodec_open2(encoder, codec, (AVDictionary) null), "opening ffv1");
            muxer = Muxer.create(file, OutputContainer.MATROSKA, file);
            stream = muxer.addStream();
            FfmpegError.check(avcodec_parameters_from_context(stream.codecpar(), encoder), "describing ffv1");
            stream.time_base(encoder.time_base());
            stream.avg_frame_rate(encoder.framerate());
            stream.sample_aspect_ratio(encoder.sample_aspect_ratio());
            muxer.begin(Map.of());
        }

        private static int fieldOrder(AVFrame like) {
            if ((like.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) == 0) {
                return AV_FIELD_PROGRESSIVE;
            }
            return (like.flags() & AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST) != 0 ? AV_FIELD_TT : AV_FIELD_BB;
        }

        void write(AVFrame frame, int number) {
            frame.pts(number);
            FfmpegError.check(avcodec_send_frame(encoder, frame), "encoding");
            drain();
        }

        void finish() {
            FfmpegError.check(avcodec_send_frame(encoder, null), "encoding");
            drain();
            muxer.finish();
        }

        private void drain() {
            while (avcodec_receive_packet(encoder, packet) >= 0) {
                av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
                packet.flags(packet.flags() | AV_PKT_FLAG_KEY);
                packet.stream_index(stream.index());
                muxer.write(packet);
            }
        }

        @Override
        public void close() {
            muxer.close();
            av_packet_free(packet);
            avcodec_free_context(encoder);
        }
    }
}
