package io.jndencode.media.bitstream;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.jndencode.media.ffmpeg.FfmpegError;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decodes packets directly from an encoder, without a file between. One thread, one owner. */
public final class PacketDecoder implements AutoCloseable {
    /** Receives frames in presentation order; a frame belongs to the decoder and is valid only during the call. */
    @FunctionalInterface
    public interface FrameSink {
        void accept(AVFrame frame);
    }

    private final AVCodecContext context;
    private final AVFrame frame = av_frame_alloc();
    private long bytes;

    private PacketDecoder(AVCodecContext context) {
        this.context = context;
    }

    /** Creates a decoder for the output of an open encoder. */
    public static PacketDecoder of(AVCodecContext encoder) {
        AVCodecParameters parameters = avcodec_parameters_alloc();
        try {
            FfmpegError.check(avcodec_parameters_from_context(parameters, encoder), "describing the stream");
            return of(parameters);
        } finally {
            avcodec_parameters_free(parameters);
        }
    }

    /** Creates a decoder for a stream with these parameters, which remain the caller's. */
    public static PacketDecoder of(AVCodecParameters parameters) {
        AVCodec codec = avcodec_find_decoder(parameters.codec_id());
        PacketDecoder decoder = new PacketDecoder(avcodec_alloc_context3(codec));
        try {
            decoder.context.thread_count(1);
            FfmpegError.check(avcodec_parameters_to_context(decoder.context, parameters), "describing the stream");
            FfmpegError.check(avcodec_open2(decoder.context, codec, (AVDictionary) null), "opening the decoder");
            return decoder;
        } catch (RuntimeException | Error e) {
            decoder.close();
            throw e;
        }
    }

    public void decode(AVPacket packet, FrameSink sink) {
        bytes += packet.size();
        FfmpegError.check(avcodec_send_packet(context, packet), "decoding what was encoded");
        receive(sink);
    }

    public void finish(FrameSink sink) {
        FfmpegError.check(avcodec_send_packet(context, null), "decoding what was encoded");
        receive(sink);
    }

    private void receive(FrameSink sink) {
        while (true) {
            int code = avcodec_receive_frame(context, frame);
            if (code == AVERROR_EAGAIN() || code == AVERROR_EOF) {
                return;
            }
            FfmpegError.check(code, "decoding what was encoded");
            sink.accept(frame);
        }
    }

    /** Returns the total size of the packets decoded so far. */
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
