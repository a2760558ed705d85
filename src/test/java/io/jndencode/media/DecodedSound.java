package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.open.InputFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The first stream of sound of a file, decoded as a player would.
 *
 * @param first time of the first sample, in seconds
 * @param samples of the first channel
 */
@SuppressWarnings("ArrayRecordComponent") // looked into, never compared
public record DecodedSound(String codec, int rate, int channels, double first, float[] samples) {
    /** Decodes all of it. */
    public static DecodedSound of(Path file) {
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        try (InputFile input = InputFile.open(file)) {
            AVStream stream = sound(input);
            AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
            AVCodecContext decoder = avcodec_alloc_context3(codec);
            avcodec_parameters_to_context(decoder, stream.codecpar());
            decoder.pkt_timebase(stream.time_base());
            avcodec_open2(decoder, codec, (AVDictionary) null);
            double unit = (double) stream.time_base().num() / stream.time_base().den();
            double first = Double.NaN;
            float[] samples = new float[0];
            boolean more = true;
            while (more) {
                more = av_read_frame(input.context(), packet) >= 0;
                if (!more || packet.stream_index() == stream.index()) {
                    avcodec_send_packet(decoder, more ? packet : null);
                }
                av_packet_unref(packet);
                while (avcodec_receive_frame(decoder, frame) >= 0) {
                    first = Double.isNaN(first) ? frame.pts() * unit : first;
                    samples = appended(samples, frame);
                }
            }
            DecodedSound result = new DecodedSound(
                    FfmpegNatives.text(avcodec.avcodec_get_name(decoder.codec_id()), ""),
                    decoder.sample_rate(),
                    decoder.ch_layout().nb_channels(),
                    first,
                    samples);
            avcodec_free_context(decoder);
            return result;
        } finally {
            av_frame_free(frame);
            av_packet_free(packet);
        }
    }

    private static AVStream sound(InputFile input) {
        for (int i = 0; i < input.streams(); i++) {
            if (input.stream(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
                return input.stream(i);
            }
        }
        throw new IllegalArgumentException(input.file() + " has no sound");
    }

    private static float[] appended(float[] samples, AVFrame frame) {
        if (frame.format() != AV_SAMPLE_FMT_FLTP) {
            throw new IllegalArgumentException("samples of format " + frame.format());
        }
        float[] all = Arrays.copyOf(samples, samples.length + frame.nb_samples());
        new FloatPointer(frame.data(0)).get(all, samples.length, frame.nb_samples());
        return all;
    }

    /** The time of the first sample louder than a level, in seconds. */
    public double loud(double level) {
        for (int i = 0; i < samples.length; i++) {
            if (Math.abs(samples[i]) > level) {
                return first + (double) i / rate;
            }
        }
        return Double.NaN;
    }

    /** The mean power of a stretch of seconds. */
    public double power(double from, double to) {
        int start = (int) Math.round((from - first) * rate);
        int end = (int) Math.round((to - first) * rate);
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += samples[i] * samples[i];
        }
        return sum / (end - start);
    }
}
