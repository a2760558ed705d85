package io.jndencode.media.mux;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.open.InputFile;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * The first packets of every stream beside the video, used to test whether a container accepts them. Only the beginning of a file is read,
 * so streams that begin later have none. Owns the packets.
 */
public final class FirstPackets implements AutoCloseable {
    private static final int OF_A_STREAM = 3;
    private static final int MOST_PACKETS = 2000;
    private static final long MOST_BYTES = 16 << 20;

    private final List<List<AVPacket>> packets = new ArrayList<>();

    private FirstPackets(InputFile input) {
        for (int i = 0; i < input.streams(); i++) {
            packets.add(new ArrayList<>());
        }
    }

    /** Opens a file and reads its beginning. */
    public static FirstPackets of(MediaInfo source) {
        try (InputFile input = InputFile.open(source)) {
            return read(input, source.video().streamIndex());
        }
    }

    /** Reads the beginning of a file that is open and has not been read. */
    public static FirstPackets read(InputFile input, int video) {
        AVPacket packet = av_packet_alloc();
        try {
            FirstPackets first = new FirstPackets(input);
            input.stream(video).discard(AVDISCARD_ALL);
            long bytes = 0;
            for (int count = 0; count < MOST_PACKETS && bytes < MOST_BYTES && first.wanting(input); count++) {
                if (input.read(packet) < 0) {
                    break;
                }
                bytes += packet.size();
                first.take(packet);
                av_packet_unref(packet);
            }
            return first;
        } finally {
            av_packet_free(packet);
        }
    }

    private void take(AVPacket packet) {
        if (packet.stream_index() < packets.size()) {
            List<AVPacket> known = packets.get(packet.stream_index());
            if (known.size() < OF_A_STREAM) {
                known.add(av_packet_clone(packet));
            }
        }
    }

    /** Returns whether audio packets are still expected; other streams may have hardly any. */
    private boolean wanting(InputFile input) {
        for (int i = 0; i < packets.size(); i++) {
            boolean sound = input.stream(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO;
            if (sound && packets.get(i).size() < OF_A_STREAM) {
                return true;
            }
        }
        return false;
    }

    /** Returns a stream's first packets, owned by this object. */
    List<AVPacket> of(AVStream stream) {
        return stream.index() < packets.size() ? packets.get(stream.index()) : List.of();
    }

    @Override
    public void close() {
        packets.forEach(list -> list.forEach(packet -> av_packet_free(packet)));
    }
}
