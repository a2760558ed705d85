package io.jndencode.media.encoder;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_CLOSED_GOP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_INTERLACED_DCT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_PSNR;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_BB;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_TT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_count;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_iterate;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_side_data_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.ffmpeg.ThreadScheduling;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * One encoder for one run of frames, with closed GOPs that can be joined with others of the same settings, on one thread.
 *
 * <p>Its time base is one frame and its timestamps are frame numbers, so that the bytes do not depend on when the frames are shown. Owns its
 * native context until {@link #close}; used by one thread at a time.
 */
public final class FrameEncoder implements AutoCloseable {
    /** Receives packets in decoding order; a packet belongs to the encoder and is valid only during the call. */
    @FunctionalInterface
    public interface PacketSink {
        void accept(AVPacket packet);
    }

    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();

    private FrameEncoder(AVCodecContext context) {
        this.context = context;
    }

    /**
     * Opens an encoder for frames like a given one.
     *
     * @param settings rate, preset and parameters; the pixel format must already be the frame's
     * @param like gives size, pixel format, colour tags, aspect ratio, field order and HDR data
     * @param frameRate the stream's average rate, for the level and the stream's timing information
     * @param interlaced whether to code the frames as interlaced
     */
    public static FrameEncoder open(EncoderSettings settings, AVFrame like, Rational frameRate, boolean interlaced) {
        boolean topFirst = (like.flags() & AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST) != 0;
        return open(settings, like, new Timing(frameRate, interlaced, topFirst), 0);
    }

    /** Opens an encoder for frames like a given one; frame rate and field coding are taken from the video, not from the frame. */
    public static FrameEncoder open(EncoderSettings settings, AVFrame like, VideoStream video) {
        Timing timing = new Timing(
                video.timing().frameRate(),
                video.geometry().interlaced(),
                video.format().signal().topFieldFirst());
        return open(settings, like, timing, 0);
    }

    /** Opens an encoder whose packets report the frames' errors, as AV_PKT_DATA_QUALITY_STATS. */
    public static FrameEncoder withStatistics(EncoderSettings settings, AVFrame like) {
        return open(settings, like, new Timing(Rational.UNKNOWN, false, false), AV_CODEC_FLAG_PSNR);
    }

    /** The frame rate, and whether and in which order frames are coded as fields. */
    private record Timing(Rational frameRate, boolean interlaced, boolean topFirst) {}

    private static FrameEncoder open(EncoderSettings settings, AVFrame like, Timing timing, int flags) {
        VideoEncoder kind = settings.encoder();
        PictureLimits.check(kind, like.format(), like.width(), like.height(), timing.interlaced());
        FrameEncoder encoder = new FrameEncoder(avcodec_alloc_context3(avcodec_find_encoder_by_name(kind.library())));
        try {
            encoder.describe(like, timing, kind.toldRate(timing.frameRate()));
            AVCodecContext context = encoder.context;
            context.flags(context.flags() | flags);
            if (settings.cap() != null && kind.levelFollowsCap()) {
                try (FrameEncoder free = open(settings.withCap(null), like, timing, flags)) {
                    context.level(free.context.level());
                }
            }
            CodedPicture picture = new CodedPicture(
                    like.width(), like.height(), bitDepth(like), context.field_order(), timing.frameRate());
            int code = encoder.open(kind.options(settings, picture));
            if (code < 0) {
                throw new JndException.Encode("%s refuses these settings (preset %s%s) for %dx%d pictures: %s"
                        .formatted(
                                kind.library(),
                                settings.preset(),
                                settings.params().isEmpty() ? "" : ", " + settings.paramsText(),
                                like.width(),
                                like.height(),
                                FfmpegNatives.error(code)));
            }
            return encoder;
        } catch (RuntimeException | Error e) {
            encoder.close();
            throw e;
        }
    }

    /** Opens FFmpeg's encoder of that name with the given options only, to query its properties. */
    static FrameEncoder openWith(String library, Map<String, String> options, AVFrame like) {
        FrameEncoder encoder = new FrameEncoder(avcodec_alloc_context3(avcodec_find_encoder_by_name(library)));
        try {
            encoder.describe(like, new Timing(Rational.UNKNOWN, false, false), Rational.UNKNOWN);
            FfmpegError.check(encoder.open(options), "opening " + library);
            return encoder;
        } catch (RuntimeException | Error e) {
            encoder.close();
            throw e;
        }
    }

    /** Opens the context with libavcodec's options; returns FFmpeg's code. */
    private int open(Map<String, String> named) {
        AVDictionary options = new AVDictionary(null);
        try {
            named.forEach((name, value) -> av_dict_set(options, name, value, 0));
            context.err_recognition(
                    context.err_recognition() | AV_EF_EXPLODE); // FFmpeg's wrappers only warn about options they reject
            int code = ThreadScheduling.kept(() -> avcodec_open2(context, context.codec(), options));
            if (code >= 0 && av_dict_count(options) > 0) {
                throw new IllegalStateException("libavcodec does not know the encoder option "
                        + av_dict_iterate(options, null).key().getString());
            }
            return code;
        } finally {
            av_dict_free(options);
        }
    }

    private void describe(AVFrame like, Timing timing, Rational told) {
        boolean interlaced = timing.interlaced();
        context.width(like.width()).height(like.height()).pix_fmt(like.format());
        context.thread_count(1);
        context.flags(context.flags()
                | AV_CODEC_FLAG_GLOBAL_HEADER
                | AV_CODEC_FLAG_CLOSED_GOP
                | (interlaced ? AV_CODEC_FLAG_INTERLACED_DCT : 0));
        Rational rate = told.known() ? told : new Rational(25, 1);
        context.framerate().num((int) rate.num()).den((int) rate.den());
        context.time_base().num((int) rate.den()).den((int) rate.num());
        context.sample_aspect_ratio(like.sample_aspect_ratio());
        context.color_primaries(like.color_primaries());
        context.color_trc(like.color_trc());
        context.colorspace(like.colorspace());
        context.color_range(like.color_range());
        context.chroma_sample_location(like.chroma_location());
        context.field_order(interlaced ? timing.topFirst() ? AV_FIELD_TT : AV_FIELD_BB : AV_FIELD_PROGRESSIVE);
        copyHdr(like, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA);
        copyHdr(like, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL);
    }

    private void copyHdr(AVFrame like, int type) {
        @Nullable AVFrameSideData data = av_frame_get_side_data(like, type);
        if (data == null || data.isNull()) {
            return;
        }
        // The function takes the address of the array's address: the Java pointer itself is the array, and the call
        // moves it.
        PointerPointer<AVFrameSideData> list = new PointerPointer<>((Pointer) context.decoded_side_data());
        try (IntPointer count = new IntPointer(1)) {
            count.put(context.nb_decoded_side_data());
            FfmpegError.check(av_frame_side_data_clone(list, count, data, 0), "copying HDR metadata");
            context.decoded_side_data(list);
            context.nb_decoded_side_data(count.get());
        }
    }

    private static int bitDepth(AVFrame frame) {
        return av_pix_fmt_desc_get(frame.format()).comp(0).depth();
    }

    /** Encodes a frame as number {@code number} of the run; the frame remains the caller's, but its pts and type are overwritten. */
    public void encode(AVFrame frame, long number, PacketSink sink) {
        frame.pts(number);
        frame.pict_type(AV_PICTURE_TYPE_NONE); // otherwise encoders repeat the source's frame types
        FfmpegError.check(avcodec_send_frame(context, frame), "encoding a frame");
        receive(sink);
    }

    /** Ends the run and flushes the delayed frames. */
    public void finish(PacketSink sink) {
        FfmpegError.check(avcodec_send_frame(context, null), "ending the encode");
        receive(sink);
    }

    private void receive(PacketSink sink) {
        while (true) {
            int code = avcodec_receive_packet(context, packet);
            if (code == AVERROR_EAGAIN() || code == AVERROR_EOF) {
                return;
            }
            FfmpegError.check(code, "encoding a frame");
            sink.accept(packet);
            av_packet_unref(packet);
        }
    }

    /** Returns the open codec context, owned by the encoder, for the parameters of the stream. */
    public AVCodecContext context() {
        return context;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
