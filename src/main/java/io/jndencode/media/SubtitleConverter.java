package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_copy_props;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_decode_subtitle2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_encode_subtitle;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avsubtitle_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVSubtitle;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Rewrites text subtitles in another text format: MP4's mov_text, Matroska's subrip. Times stay, fancy styles may not. */
final class SubtitleConverter implements AutoCloseable {
    private static final int LARGEST_LINE = 1 << 16;

    private final AVCodecContext decoder;
    private final AVCodecContext encoder;
    private final AVPacket scratch = av_packet_alloc();
    private long unfit;

    private SubtitleConverter(AVCodecContext decoder, AVCodecContext encoder) {
        this.decoder = decoder;
        this.encoder = encoder;
    }

    /**
     * A converter for a stream.
     *
     * @param codec FFmpeg's encoder name, {@code mov_text} or {@code subrip}
     */
    static SubtitleConverter open(AVStream stream, String codec) {
        AVCodec from = avcodec_find_decoder(stream.codecpar().codec_id());
        AVCodec to = avcodec_find_encoder_by_name(codec);
        SubtitleConverter converter = new SubtitleConverter(avcodec_alloc_context3(from), avcodec_alloc_context3(to));
        try {
            String what = "converting subtitles to " + codec;
            FfmpegError.check(avcodec_parameters_to_context(converter.decoder, stream.codecpar()), what);
            converter.decoder.pkt_timebase(stream.time_base());
            FfmpegError.check(avcodec_open2(converter.decoder, from, (AVDictionary) null), what);
            converter.encoder.time_base().num(1).den(1000);
            converter.copyHeader();
            FfmpegError.check(avcodec_open2(converter.encoder, to, (AVDictionary) null), what);
            return converter;
        } catch (RuntimeException | Error e) {
            converter.close();
            throw e;
        }
    }

    private void copyHeader() {
        int size = decoder.subtitle_header_size();
        if (size > 0) {
            BytePointer header = new BytePointer(av_mallocz(size + 1L)); // the encoder's from here on
            Pointer.memcpy(header, decoder.subtitle_header(), size);
            encoder.subtitle_header(header).subtitle_header_size(size);
        }
    }

    /** Describes the output stream. */
    void describe(AVStream stream) {
        FfmpegError.check(avcodec_parameters_from_context(stream.codecpar(), encoder), "converting subtitles");
    }

    /** Replaces a packet's content by its conversion; empty if there is nothing to show. */
    void convert(AVPacket packet) {
        byte[] text = new byte[LARGEST_LINE];
        int size = 0;
        try (AVSubtitle lines = new AVSubtitle()) {
            int[] got = {0};
            int status = avcodec_decode_subtitle2(decoder, lines, got, packet);
            if (status >= 0 && got[0] != 0) {
                if (lines.num_rects() > 0) {
                    status = avcodec_encode_subtitle(encoder, text, text.length, lines);
                    size = Math.max(0, status);
                }
                avsubtitle_free(lines);
            }
            unfit += status < 0 ? 1 : 0;
        }
        replace(packet, text, size);
    }

    /** Packets so far that were damaged, or too long for the other format: MP4 has lines of up to 65535 bytes. */
    long unfit() {
        return unfit;
    }

    private void replace(AVPacket packet, byte[] text, int size) {
        if (size == 0) {
            av_packet_unref(packet);
            return;
        }
        FfmpegError.check(av_new_packet(scratch, size), "converting subtitles");
        scratch.data().put(text, 0, size);
        FfmpegError.check(av_packet_copy_props(scratch, packet), "converting subtitles");
        av_packet_unref(packet);
        av_packet_move_ref(packet, scratch);
    }

    @Override
    public void close() {
        av_packet_free(scratch);
        avcodec_free_context(decoder);
        avcodec_free_context(encoder);
    }
}
