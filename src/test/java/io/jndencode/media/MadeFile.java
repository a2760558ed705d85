package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_SUBRIP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;

import io.jndencode.media.ffmpeg.Fractions;
import io.jndencode.media.input.StreamDescription;
import io.jndencode.media.mux.Muxer;
import io.jndencode.media.open.InputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Files whose streams beside the video are made for a test: sound without a channel layout, lines that overlap, spliced sound. */
public final class MadeFile {
    /** A stream to add, with its packets in order. */
    public record Extra(Consumer<AVStream> describe, List<Packet> packets) {}

    /** Times in milliseconds. */
    @SuppressWarnings("ArrayRecordComponent")
    public // handed on, never compared
    record Packet(long at, long duration, byte[] data) {}

    private MadeFile() {}

    /** Text subtitles in the format a codec names. */
    static Extra subtitles(int codec, List<Packet> lines) {
        return new Extra(
                stream -> stream.codecpar().codec_type(AVMEDIA_TYPE_SUBTITLE).codec_id(codec), lines);
    }

    /** SubRip lines. */
    public static Extra subrip(Packet... lines) {
        return subtitles(AV_CODEC_ID_SUBRIP, List.of(lines));
    }

    public static Packet line(long at, long duration, String text) {
        return new Packet(at, duration, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A second of silence that does not say where its channels are. */
    public static Extra sound(int codec, int channels, int bytesPerSample) {
        List<Packet> packets = new ArrayList<>();
        for (int at = 0; at < 1000; at += 20) {
            packets.add(new Packet(at, 20, new byte[960 * channels * bytesPerSample]));
        }
        return new Extra(
                stream -> {
                    stream.codecpar().codec_type(AVMEDIA_TYPE_AUDIO).codec_id(codec);
                    stream.codecpar().sample_rate(48_000).block_align(channels * bytesPerSample);
                    stream.codecpar().ch_layout().order(AV_CHANNEL_ORDER_UNSPEC).nb_channels(channels);
                    stream.codecpar().bits_per_coded_sample(8 * bytesPerSample);
                },
                packets);
    }

    /** A Matroska file of a video's own video stream and another stream. */
    public static Path with(Path video, Extra extra, Path file) {
        try (InputFile input = InputFile.open(video);
                Muxer output = Muxer.create(file, OutputContainer.MATROSKA, file)) {
            AVStream from = input.stream(input.bestVideo());
            AVStream picture = output.addStream();
            avcodec_parameters_copy(picture.codecpar(), from.codecpar());
            picture.codecpar().codec_tag(0);
            picture.time_base(from.time_base());
            AVStream added = output.addStream();
            extra.describe().accept(added);
            try (AVRational unit = Fractions.of(new Rational(1, 1000))) {
                added.time_base(unit);
                output.begin(Map.of());
                copy(input, packet -> packet.stream_index() == from.index(), packet -> {
                    av_packet_rescale_ts(packet, from.time_base(), picture.time_base());
                    packet.stream_index(0);
                    output.write(packet);
                });
                for (Packet packet : extra.packets()) {
                    output.write(packet(packet, added, unit));
                }
                output.finish();
            }
            return file;
        }
    }

    private static AVPacket packet(Packet of, AVStream stream, AVRational unit) {
        AVPacket packet = av_packet_alloc();
        av_new_packet(packet, of.data().length);
        packet.data().put(of.data());
        packet.pts(of.at()).dts(of.at()).duration(of.duration()).flags(AV_PKT_FLAG_KEY);
        av_packet_rescale_ts(packet, unit, stream.time_base());
        packet.stream_index(stream.index());
        return packet;
    }

    private static void copy(InputFile input, java.util.function.Predicate<AVPacket> which, Consumer<AVPacket> to) {
        AVPacket packet = av_packet_alloc();
        while (av_read_frame(input.context(), packet) >= 0) {
            if (which.test(packet)) {
                to.accept(packet);
            }
            av_packet_unref(packet);
        }
        av_packet_free(packet);
    }

    /**
     * A transport stream of two recordings one after the other, of a file's video and first sound, cut at a time; the second's sound
     * comes too early.
     *
     * @param cut seconds
     * @param early seconds
     */
    public static Path spliced(Path source, double cut, double early, Path file) throws IOException {
        Path first = file.resolveSibling("first.ts");
        Path second = file.resolveSibling("second.ts");
        part(source, first, -1, cut, 0);
        part(source, second, cut, 1e9, early);
        Files.write(first, Files.readAllBytes(second), java.nio.file.StandardOpenOption.APPEND);
        return Files.move(first, file);
    }

    private static void part(Path source, Path file, double from, double to, double early) {
        try (InputFile input = InputFile.open(source);
                Muxer output = Muxer.create(file, OutputContainer.MPEG_TS, file)) {
            int[] places = new int[input.streams()];
            int[] wanted = {input.bestVideo(), sound(input)};
            for (int i = 0; i < wanted.length; i++) {
                AVStream made = output.addStream();
                avcodec_parameters_copy(made.codecpar(), input.stream(wanted[i]).codecpar());
                made.codecpar().codec_tag(0);
                places[wanted[i]] = i + 1;
            }
            output.begin(Map.of("mpegts_copyts", "1"));
            copy(input, packet -> places[packet.stream_index()] > 0, packet -> {
                AVStream in = input.stream(packet.stream_index());
                AVStream out = output.context().streams(places[packet.stream_index()] - 1);
                double time = packet.dts()
                        * StreamDescription.rational(in.time_base()).toDouble();
                if (time >= from && time < to) {
                    av_packet_rescale_ts(packet, in.time_base(), out.time_base());
                    long shift = Math.round((10 - (isSound(in) ? early : 0)) * 90_000);
                    packet.pts(packet.pts() + shift).dts(packet.dts() + shift);
                    packet.stream_index(out.index());
                    output.write(packet);
                }
            });
            output.finish();
        }
    }

    /** The packets of a file's first stream of a codec. */
    public static List<Packet> packetsOf(Path file, String codec) {
        List<Packet> packets = new ArrayList<>();
        try (InputFile input = InputFile.open(file)) {
            copy(
                    input,
                    packet -> codec.equals(StreamDescription.other(input.stream(packet.stream_index()))
                            .codec()),
                    packet -> {
                        double unit = 1000
                                * StreamDescription.rational(input.stream(packet.stream_index())
                                                .time_base())
                                        .toDouble();
                        byte[] data = new byte[packet.size()];
                        packet.data().get(data);
                        packets.add(new Packet(
                                Math.round(packet.pts() * unit), Math.round(packet.duration() * unit), data));
                    });
        }
        return packets;
    }

    private static boolean isSound(AVStream stream) {
        return stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO;
    }

    private static int sound(InputFile input) {
        for (int i = 0; i < input.streams(); i++) {
            if (isSound(input.stream(i))) {
                return i;
            }
        }
        throw new IllegalStateException("no sound");
    }
}
