import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The baseline of the cost benchmark: what {@code ffmpeg -i IN -c:v libx264 -preset medium -qp QP} does (with another encoder {@code -crf}),
 * through the FFmpeg libraries that jnd-encode itself runs on, the coded stream counted and thrown away.
 *
 * <p>Run as a single source file: {@code java -cp 'target/jnd-encode/lib/*' src/bench/PlainEncode.java IN RATE [ENCODER [PRESET [THREADS]]]};
 * RATE {@code decode} only decodes; THREADS are the encoder's, 0 (the encoder's own choice) if left out. Prints wall seconds, frames and
 * bytes.
 */
public final class PlainEncode {
    public static void main(String[] args) {
        long begun = System.nanoTime();
        AVFormatContext in = new AVFormatContext(null);
        check(avformat_open_input(in, args[0], null, null));
        check(avformat_find_stream_info(in, (AVDictionary) null));
        AVCodec codec = new AVCodec(null);
        int video = check(av_find_best_stream(in, AVMEDIA_TYPE_VIDEO, -1, -1, codec, 0));
        AVStream stream = in.streams(video);
        AVCodecContext decoder = avcodec_alloc_context3(codec);
        check(avcodec_parameters_to_context(decoder, stream.codecpar()));
        decoder.thread_count(0);
        check(avcodec_open2(decoder, codec, (AVDictionary) null));
        AVCodecContext encoder = args[1].equals("decode") ? null : encoder(decoder, stream, args);
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        long[] counted = new long[2];
        while (av_read_frame(in, packet) >= 0) {
            if (packet.stream_index() == video) {
                check(avcodec_send_packet(decoder, packet));
                pump(decoder, encoder, frame, counted);
            }
            av_packet_unref(packet);
        }
        avcodec_send_packet(decoder, null);
        pump(decoder, encoder, frame, counted);
        if (encoder != null) {
            avcodec_send_frame(encoder, null);
            drain(encoder, counted);
        }
        System.out.printf("%.2f s, %d frames, %d bytes%n", (System.nanoTime() - begun) / 1e9, counted[0], counted[1]);
    }

    private static AVCodecContext encoder(AVCodecContext like, AVStream stream, String... args) {
        String name = args.length > 2 ? args[2] : "libx264";
        AVCodec codec = avcodec_find_encoder_by_name(name);
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        encoder.width(like.width()).height(like.height()).pix_fmt(like.pix_fmt());
        encoder.time_base(stream.time_base()).framerate(stream.avg_frame_rate());
        encoder.thread_count(args.length > 4 ? Integer.parseInt(args[4]) : 0);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "preset", args.length > 3 ? args[3] : "medium", 0);
        av_dict_set(options, name.equals("libx264") ? "qp" : "crf", args[1], 0);
        check(avcodec_open2(encoder, codec, options));
        return encoder;
    }

    private static void pump(AVCodecContext decoder, AVCodecContext encoder, AVFrame frame, long[] counted) {
        while (avcodec_receive_frame(decoder, frame) >= 0) {
            counted[0]++;
            if (encoder != null) {
                frame.pict_type(AV_PICTURE_TYPE_NONE);
                check(avcodec_send_frame(encoder, frame));
                drain(encoder, counted);
            }
            av_frame_unref(frame);
        }
    }

    private static void drain(AVCodecContext encoder, long[] counted) {
        AVPacket packet = av_packet_alloc();
        while (avcodec_receive_packet(encoder, packet) >= 0) {
            counted[1] += packet.size();
            av_packet_unref(packet);
        }
        av_packet_free(packet);
    }

    private static int check(int code) {
        if (code < 0) {
            throw new IllegalStateException("FFmpeg error " + code);
        }
        return code;
    }
}
