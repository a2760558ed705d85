package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;

import io.jndencode.media.open.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** The packets of a file's streams beside the video, as they are stored. */
public final class StoredPackets {
    private StoredPackets() {}

    /**
     * One packet.
     *
     * @param micros its time, rounded
     * @param hash of its bytes
     */
    public record Stored(long micros, int size, int hash) {}

    /** All packets, by stream in the order of the streams, the video and streams without packets left out. */
    public static List<List<Stored>> besideTheVideo(Path file) {
        AVPacket packet = av_packet_alloc();
        try (InputFile input = InputFile.open(file)) {
            List<List<Stored>> streams = new ArrayList<>();
            for (int i = 0; i < input.streams(); i++) {
                streams.add(new ArrayList<>());
            }
            int video = input.bestVideo();
            while (av_read_frame(input.context(), packet) >= 0) {
                int index = packet.stream_index();
                if (index != video) {
                    streams.get(index).add(stored(packet, unit(input, index)));
                }
                av_packet_unref(packet);
            }
            return streams.stream().filter(packets -> !packets.isEmpty()).toList();
        } finally {
            av_packet_free(packet);
        }
    }

    /** Bytes of the video's packets shown from a time on and before another, in seconds after its first frame. */
    public static long bytes(Path file, double from, double to) {
        AVPacket packet = av_packet_alloc();
        List<Stored> all = new ArrayList<>();
        try (InputFile input = InputFile.open(file)) {
            int video = input.bestVideo();
            while (av_read_frame(input.context(), packet) >= 0) {
                if (packet.stream_index() == video) {
                    all.add(stored(packet, unit(input, video)));
                }
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
        long first = all.stream().mapToLong(Stored::micros).min().orElse(0);
        return all.stream()
                .filter(each -> each.micros() - first >= from * 1e6 - 500 && each.micros() - first < to * 1e6 - 500)
                .mapToLong(Stored::size)
                .sum();
    }

    private static double unit(InputFile input, int stream) {
        var timeBase = input.stream(stream).time_base();
        return (double) timeBase.num() / timeBase.den();
    }

    private static Stored stored(AVPacket packet, double unit) {
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes);
        return new Stored(Math.round(packet.pts() * unit * 1e6), bytes.length, Arrays.hashCode(bytes));
    }
}
