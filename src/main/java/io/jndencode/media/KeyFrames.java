package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;

import io.jndencode.JndException;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * The frames of a video as its container lists them, and which of them a decoder can begin with. Read from the packets; nothing is
 * decoded, so whether the decoder gives just these frames is still to be seen.
 *
 * @param times timestamp of every frame, in order of presentation
 * @param keys timestamps of the key frames, in order; a part of {@code times}
 * @param doubt why the list is not to be trusted; empty where it is, and then every frame has a timestamp of its own
 */
@SuppressWarnings("ArrayRecordComponent") // one long a frame: handed on, compared by nobody
public record KeyFrames(long[] times, long[] keys, String doubt) {
    /** The place of a frame in the video, from 0. */
    public long index(long time) {
        int found = Arrays.binarySearch(times, time);
        if (found < 0) {
            throw new IllegalArgumentException("no frame has the timestamp " + time);
        }
        return found;
    }

    /** The key frame a decoder begins with to come to a frame. */
    public long before(long time) {
        int found = Arrays.binarySearch(keys, time);
        return keys[Math.max(0, found >= 0 ? found : -found - 2)];
    }

    /** Reads through a file that was probed before. */
    public static KeyFrames of(MediaInfo info) {
        AVPacket packet = av_packet_alloc();
        try (InputFile input = InputFile.open(info.file())) {
            int stream = info.video().streamIndex();
            for (int i = 0; i < input.streams(); i++) {
                input.stream(i).discard(i == stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL);
            }
            Gathered times = new Gathered();
            Gathered keys = new Gathered();
            long end = Timestamps.NONE;
            while (av_read_frame(input.context(), packet) >= 0) {
                if (shown(packet, stream)) {
                    times.add(packet.pts());
                    end = Math.max(end, packet.pts() + Math.max(1, packet.duration()));
                    if ((packet.flags() & AV_PKT_FLAG_KEY) != 0) {
                        keys.add(packet.pts());
                    }
                }
                av_packet_unref(packet);
                if (Thread.currentThread().isInterrupted()) {
                    throw new JndException.Interrupted("interrupted while reading " + info.file());
                }
            }
            long missing = Shortfall.frames(input, info.video(), times.count, end);
            return of(times.sorted(), keys.sorted(), missing);
        } finally {
            av_packet_free(packet);
        }
    }

    private static boolean shown(AVPacket packet, int stream) {
        return packet.stream_index() == stream && packet.size() > 0 && (packet.flags() & AV_PKT_FLAG_DISCARD) == 0;
    }

    private static KeyFrames of(long[] times, long[] keys, long missing) {
        boolean distinct = true;
        for (int i = 1; i < times.length; i++) {
            distinct &= times[i] > times[i - 1];
        }
        String doubt = "";
        if (keys.length == 0) {
            doubt = "no frame is marked as a key frame";
        } else if (times[0] == Timestamps.NONE || !distinct) {
            doubt = "timestamps are missing or doubled in it";
        } else if (missing > 0) {
            doubt = "it promises " + missing + " frames more than it holds";
        }
        return new KeyFrames(times, keys, doubt);
    }

    /** A list of longs that grows. */
    private static final class Gathered {
        private long[] values = new long[1024];
        private int count;

        void add(long value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }

        long[] sorted() {
            long[] all = Arrays.copyOf(values, count);
            Arrays.sort(all);
            return all;
        }
    }
}
