package io.jndencode.media.sound;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_audio_fifo_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_audio_fifo_free;
import static org.bytedeco.ffmpeg.global.avutil.av_audio_fifo_read;
import static org.bytedeco.ffmpeg.global.avutil.av_audio_fifo_size;
import static org.bytedeco.ffmpeg.global.avutil.av_audio_fifo_write;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_samples_copy;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.jndencode.JndException;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.streams.SoundCodec;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVAudioFifo;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Encodes samples that follow each other without a gap, in frames of the encoder's own length. Owns its native context. */
final class SoundEncoder implements AutoCloseable {
    private static final String WHAT = "encoding sound";

    private final AVCodecContext codec;
    private final AVPacket packet = av_packet_alloc();
    private @Nullable AVAudioFifo waiting;
    private long next;

    private SoundEncoder(AVCodecContext codec) {
        this.codec = codec;
    }

    /**
     * Opens an encoder.
     *
     * @param sampleRate of the source
     * @param layout of the source
     * @param bitRate bits per second, 0 for the usual ones for these channels
     * @throws JndException.Encode if it does not take such sound
     */
    static SoundEncoder open(SoundCodec kind, int sampleRate, AVChannelLayout layout, int bitRate) {
        AVCodec found = avcodec_find_encoder_by_name(kind.encoder());
        SoundEncoder encoder = new SoundEncoder(avcodec_alloc_context3(found));
        AVCodecContext codec = encoder.codec;
        try {
            SoundFormat.coded(layout, codec.ch_layout());
            if (!SoundFormat.takes(codec, found, codec.ch_layout())) {
                throw new JndException.Encode("the encoder has no channels such as " + SoundFormat.name(layout));
            }
            codec.sample_rate(SoundFormat.rate(codec, found, kind == SoundCodec.OPUS ? 48_000 : sampleRate));
            codec.sample_fmt(SoundFormat.samples(codec, found));
            codec.time_base().num(1).den(codec.sample_rate());
            int channels = codec.ch_layout().nb_channels();
            int most = kind == SoundCodec.OPUS ? 256_000 * channels : 6 * codec.sample_rate() * channels;
            int asked = bitRate == 0 ? usualRate(kind, channels, codec.sample_rate()) : bitRate;
            codec.bit_rate(Math.min(asked, most));
            codec.thread_count(1);
            codec.flags(codec.flags() | AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_GLOBAL_HEADER);
            FfmpegError.check(avcodec_open2(codec, found, (AVDictionary) null), WHAT);
            encoder.waiting = av_audio_fifo_alloc(codec.sample_fmt(), channels, codec.frame_size());
            return encoder;
        } catch (RuntimeException | Error e) {
            encoder.close();
            throw e;
        }
    }

    /** Returns the usual bits per second: the low frequencies' channel counts little, and slow sampling needs less. */
    private static int usualRate(SoundCodec kind, int channels, int sampleRate) {
        int full = channels > 5 ? channels - 1 : channels;
        long rate = (long) full * kind.channelRate();
        return kind == SoundCodec.OPUS ? (int) rate : (int) (rate * Math.min(sampleRate, 48_000) / 48_000);
    }

    AVCodecContext codec() {
        return codec;
    }

    /** Describes the output's stream. */
    void describe(AVStream stream) {
        FfmpegError.check(avcodec_parameters_from_context(stream.codecpar(), codec), WHAT);
        stream.time_base(codec.time_base());
    }

    /** Sets the time of the first sample, in samples. */
    void begin(long time) {
        next = time;
    }

    /** Takes a run of samples of a frame in the encoder's format. */
    void put(AVFrame samples, int from, int count, Consumer<AVPacket> packets) {
        if (from == 0) {
            FfmpegError.check(av_audio_fifo_write(waiting, samples.extended_data(), count), WHAT);
        } else {
            AVFrame run = frame(count);
            av_samples_copy(
                    run.extended_data(),
                    samples.extended_data(),
                    0,
                    from,
                    count,
                    codec.ch_layout().nb_channels(),
                    codec.sample_fmt());
            FfmpegError.check(av_audio_fifo_write(waiting, run.extended_data(), count), WHAT);
            av_frame_free(run);
        }
        while (av_audio_fifo_size(waiting) >= codec.frame_size()) {
            encode(codec.frame_size(), packets);
        }
    }

    private AVFrame frame(int count) {
        AVFrame frame = av_frame_alloc();
        frame.nb_samples(count).format(codec.sample_fmt()).sample_rate(codec.sample_rate());
        av_channel_layout_copy(frame.ch_layout(), codec.ch_layout());
        FfmpegError.check(av_frame_get_buffer(frame, 0), WHAT);
        return frame;
    }

    /** Encodes what is left. */
    void finish(Consumer<AVPacket> packets) {
        int rest = av_audio_fifo_size(waiting);
        if (rest > 0) {
            encode(rest, packets);
        }
        send(null, packets);
    }

    private void encode(int count, Consumer<AVPacket> packets) {
        AVFrame frame = frame(count);
        try {
            FfmpegError.check(av_audio_fifo_read(waiting, frame.extended_data(), count), WHAT);
            frame.pts(next).duration(count);
            next += count;
            send(frame, packets);
        } finally {
            av_frame_free(frame);
        }
    }

    private void send(@Nullable AVFrame frame, Consumer<AVPacket> packets) {
        FfmpegError.check(avcodec_send_frame(codec, frame), WHAT);
        int got = avcodec_receive_packet(codec, packet);
        while (got >= 0) {
            packets.accept(packet);
            av_packet_unref(packet);
            got = avcodec_receive_packet(codec, packet);
        }
        if (got != AVERROR_EAGAIN() && got != AVERROR_EOF) {
            throw new JndException.Encode(WHAT + " failed: " + FfmpegNatives.error(got));
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        if (waiting != null) {
            av_audio_fifo_free(waiting);
        }
        avcodec_free_context(codec);
    }
}
