package io.jndencode.media.sound;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENOMEM;

import io.jndencode.JndException;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Decodes packets of sound; damaged ones are counted and skipped. Owns its native context. */
final class SoundDecoder implements AutoCloseable {
    private final AVCodecContext codec;
    private final AVFrame frame = av_frame_alloc();
    private long damaged;

    private SoundDecoder(AVCodecContext codec) {
        this.codec = codec;
    }

    /** Opens a decoder; throws {@link JndException.Encode} if FFmpeg has none for the stream. */
    static SoundDecoder open(AVStream stream) {
        int id = stream.codecpar().codec_id();
        if (!FfmpegNatives.hasDecoder(id)) {
            throw new JndException.Encode("there is no decoder for it");
        }
        AVCodec found = avcodec_find_decoder(id);
        SoundDecoder decoder = new SoundDecoder(avcodec_alloc_context3(found));
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "drc_scale", "0", 0); // the loudness stays as it was coded
        try {
            FfmpegError.check(avcodec_parameters_to_context(decoder.codec, stream.codecpar()), "decoding it");
            decoder.codec.pkt_timebase(stream.time_base());
            decoder.codec.thread_count(1);
            FfmpegError.check(avcodec_open2(decoder.codec, found, options), "decoding it");
            return decoder;
        } catch (RuntimeException | Error e) {
            decoder.close();
            throw e;
        } finally {
            av_dict_free(options);
        }
    }

    /**
     * Decodes a packet.
     *
     * @param packet null for the end of the stream
     * @param frames receives every decoded frame, valid during the call only
     */
    void decode(@Nullable AVPacket packet, Consumer<AVFrame> frames) {
        int sent = avcodec_send_packet(codec, packet);
        if (sent < 0) {
            note(sent);
        }
        int got = avcodec_receive_frame(codec, frame);
        while (got >= 0) {
            if ((frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0) {
                damaged++; // what the decoder makes of it is kept, as of pictures
            }
            frames.accept(frame);
            av_frame_unref(frame);
            got = avcodec_receive_frame(codec, frame);
        }
        if (got != AVERROR_EAGAIN() && got != AVERROR_EOF) {
            note(got);
        }
    }

    private void note(int code) {
        if (code == AVERROR_ENOMEM()) {
            throw new JndException.Encode("there is not enough memory to decode the sound");
        }
        damaged++;
    }

    /** Returns how many packets could not be decoded so far, or not without errors. */
    long damaged() {
        return damaged;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(codec);
    }
}
