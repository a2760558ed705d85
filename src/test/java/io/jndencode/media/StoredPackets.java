package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;

import io.jndencode.media.open.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
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
        TreeMap<Integer, List<Stored>> streams = new TreeMap<>();
        read(file, (input, packet) -> {
            int index = packet.stream_index();
            if (index != input.bestVideo()) {
                streams.computeIfAbsent(index, any -> new ArrayList<>()).add(stored(packet, unit(input, index)));
            }
        });
        return List.copyOf(streams.values());
    }

    /** Bytes of the video's packets shown from a time on and before another, in seconds after its first frame. */
    public static long bytes(Path file, double from, double to) {
        List<Stored> all = new ArrayList<>();
        readVideo(file, (packet, unit) -> all.add(stored(packet, unit)));
        long first = all.stream().mapToLong(Stored::micros).min().orElse(0);
        return all.stream()
                .filter(each -> each.micros() - first >= from * 1e6 - 500 && each.micros() - first < to * 1e6 - 500)
                .mapToLong(Stored::size)
                .sum();
    }

    /** The video's packets as they are stored, with the times they are decoded at. */
    public static List<Stored> ofTheVideo(Path file) {
        List<Stored> all = new ArrayList<>();
        readVideo(file, (packet, unit) -> all.add(new Stored(Math.round(packet.dts() * unit * 1e6), packet.size(), 0)));
        return all;
    }

    /** Indexes, in the order they are shown, of the video's frames that the container marks as key frames. */
    public static List<Long> keyFrames(Path file) {
        TreeMap<Long, Boolean> keys = new TreeMap<>();
        readVideo(file, (packet, unit) -> keys.put(packet.pts(), (packet.flags() & AV_PKT_FLAG_KEY) != 0));
        List<Boolean> shown = List.copyOf(keys.values());
        return LongStream.range(0, shown.size())
                .filter(i -> shown.get((int) i))
                .boxed()
                .toList();
    }

    private static void readVideo(Path file, BiConsumer<AVPacket, Double> sink) {
        read(file, (input, packet) -> {
            if (packet.stream_index() == input.bestVideo()) {
                sink.accept(packet, unit(input, packet.stream_index()));
            }
        });
    }

    private static void read(Path file, BiConsumer<InputFile, AVPacket> sink) {
        AVPacket packet = av_packet_alloc();
        try (InputFile input = InputFile.open(file)) {
            while (av_read_frame(input.context(), packet) >= 0) {
                sink.accept(input, packet);
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
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
