package io.jndencode.media.mux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MOV_TEXT;
import static org.bytedeco.ffmpeg.global.avcodec.SUBTITLE_ASS;
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

import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVSubtitle;
import org.bytedeco.ffmpeg.avcodec.AVSubtitleRect;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;

/** Converts text subtitles to another text format: MP4's mov_text, Matroska's subrip. Times are kept; elaborate styles may be lost. */
final class SubtitleConverter implements AutoCloseable {
    private static final int LARGEST_TEXT = 1 << 17;

    /** ASS's line break, at the end of a line's text. */
    private static final String NEW_LINE = "\\N";

    /** Number of fields of a line as FFmpeg decodes it; the last is the text. */
    private static final int ASS_FIELDS = 9;

    private static final Pattern OVERRIDES = Pattern.compile("\\{[^}]*}");

    private final AVCodecContext decoder;
    private final AVCodecContext encoder;
    private final AVPacket scratch = av_packet_alloc();
    private long unfit;

    private SubtitleConverter(AVCodecContext decoder, AVCodecContext encoder) {
        this.decoder = decoder;
        this.encoder = encoder;
    }

    /**
     * Opens a converter for a stream.
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
            BytePointer header = new BytePointer(av_mallocz(size + 1L)); // owned by the encoder from now on
            Pointer.memcpy(header, decoder.subtitle_header(), size);
            encoder.subtitle_header(header).subtitle_header_size(size);
        }
    }

    /** Describes the output stream. */
    void describe(AVStream stream) {
        FfmpegError.check(avcodec_parameters_from_context(stream.codecpar(), encoder), "converting subtitles");
    }

    /** Returns whether the target format shows one text at a time, so that lines must not overlap. */
    boolean oneAtATime() {
        return encoder.codec_id() == AV_CODEC_ID_MOV_TEXT;
    }

    /** Replaces a packet's content by its conversion; empty if there is nothing to show. */
    void convert(AVPacket packet) {
        replace(packet, write(read(packet)));
    }

    /** Returns the lines of a packet in ASS, to which FFmpeg decodes all text; none if there is nothing to show. */
    List<String> read(AVPacket packet) {
        List<String> lines = new ArrayList<>();
        try (AVSubtitle decoded = new AVSubtitle()) {
            int[] got = {0};
            if (avcodec_decode_subtitle2(decoder, decoded, got, packet) < 0) {
                unfit++;
            } else if (got[0] != 0) {
                for (int i = 0; i < decoded.num_rects(); i++) {
                    lines.add(FfmpegNatives.text(decoded.rects(i).ass(), ""));
                }
                avsubtitle_free(decoded);
            }
        }
        lines.removeIf(String::isEmpty);
        return lines;
    }

    /** Converts lines, one below the other, to the target format; empty if there is nothing to show. */
    @SuppressWarnings("try") // the scope frees what is made in it
    byte[] write(List<String> lines) {
        List<String> different = different(lines);
        if (different.isEmpty()) {
            return new byte[0];
        }
        byte[] text = new byte[LARGEST_TEXT];
        try (AVSubtitle subtitle = new AVSubtitle();
                PointerPointer<AVSubtitleRect> rects = new PointerPointer<>(different.size());
                PointerScope scope = new PointerScope()) {
            for (int i = 0; i < different.size(); i++) {
                String ending = i + 1 < different.size() && oneAtATime() ? NEW_LINE : "";
                BytePointer line = new BytePointer(different.get(i) + ending, StandardCharsets.UTF_8);
                AVSubtitleRect rect = new AVSubtitleRect();
                Pointer.memset(rect, 0, rect.sizeof());
                rects.put(i, rect.type(SUBTITLE_ASS).ass(line));
            }
            subtitle.num_rects(different.size()).rects(rects);
            int size = avcodec_encode_subtitle(encoder, text, text.length, subtitle);
            unfit += size < 0 ? 1 : 0;
            if (size < 0 && different.size() > 1) {
                return write(different.subList(0, 1)); // together the lines are too long
            }
            return Arrays.copyOf(text, Math.max(0, size));
        }
    }

    /** Returns the first of each group of lines with the same words, which styled subtitles stack for a shadow. */
    private static List<String> different(List<String> lines) {
        Map<String, String> byWords = new LinkedHashMap<>();
        for (String line : lines) {
            String[] fields = line.split(",", ASS_FIELDS);
            byWords.putIfAbsent(OVERRIDES.matcher(fields[fields.length - 1]).replaceAll(""), line);
        }
        return List.copyOf(byWords.values());
    }

    /** Returns the number of packets so far that were damaged, or too long for the target format: MP4 allows lines of up to 65535 bytes. */
    long unfit() {
        return unfit;
    }

    private void replace(AVPacket packet, byte[] text) {
        if (text.length == 0) {
            av_packet_unref(packet);
            return;
        }
        FfmpegError.check(av_new_packet(scratch, text.length), "converting subtitles");
        scratch.data().put(text);
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
