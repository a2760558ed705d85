package io.jndencode.media.input;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.VideoStream;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.timing.TimeList;
import io.jndencode.media.timing.Timestamps;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * The frames of a video as its container lists them, and those at which decoding can start. Read from the packets without decoding, so the
 * decoder may still output other frames.
 *
 * @param times timestamp of every frame, in order of presentation
 * @param keys timestamps of the key frames, in order; a subset of {@code times}
 * @param doubt why the list cannot be trusted; if empty, every frame has its own timestamp
 * @param bytes size of all coded frames
 */
@SuppressWarnings("ArrayRecordComponent") // one long per frame, passed on; equals is not used
public record KeyFrames(long[] times, long[] keys, String doubt, long bytes) {
    /** Creates a list for which sizes do not matter. */
    public KeyFrames(long[] times, long[] keys, String doubt) {
        this(times, keys, doubt, 0);
    }

    /** Returns the index of a frame in the video, from 0. */
    public long index(long time) {
        int found = Arrays.binarySearch(times, time);
        if (found < 0) {
            throw new IllegalArgumentException("no frame has the timestamp " + time);
        }
        return found;
    }

    /** Returns the key frame from which to decode to reach a frame. */
    public long before(long time) {
        int found = Arrays.binarySearch(keys, time);
        return keys[Math.max(0, found >= 0 ? found : -found - 2)];
    }

    /** Reads all packets of a file that was probed before. */
    public static KeyFrames of(MediaInfo info) {
        Gathered gathered = new Gathered();
        try (InputFile input = InputFile.open(info)) {
            long jumps =
                    VideoPackets.read(input, info, "reading", gathered::take).jumps();
            if (jumps > 0 || scaled(input, info)) {
                return new KeyFrames(new long[0], new long[0], "its clock jumps, or is too coarse for its frames");
            }
            long missing = MissingFrames.frames(input, info.video(), gathered.times.size(), gathered.end);
            return of(gathered.times.sorted(), gathered.keys.sorted(), missing, gathered.bytes);
        }
    }

    private static boolean scaled(InputFile input, MediaInfo info) {
        VideoStream video = info.video();
        return video.timing()
                        .scale(StreamDescription.rational(
                                input.stream(video.streamIndex()).time_base()))
                != 1;
    }

    private static KeyFrames of(long[] times, long[] keys, long missing, long bytes) {
        String doubt = "";
        if (keys.length == 0) {
            doubt = "no frame is marked as a key frame";
        } else if (times[0] == Timestamps.NONE || !TimeList.distinct(times)) {
            doubt = "timestamps are missing or doubled in it";
        } else if (missing > 0) {
            doubt = "it promises " + missing + " frames more than it holds";
        }
        return new KeyFrames(times, keys, doubt, bytes);
    }

    /** Collects the timestamps and flags of the packets. */
    private static final class Gathered {
        private final TimeList times = new TimeList();
        private final TimeList keys = new TimeList();
        private long end = Timestamps.NONE;
        private long bytes;

        boolean take(AVPacket packet) {
            bytes += packet.size();
            if ((packet.flags() & AV_PKT_FLAG_DISCARD) == 0) {
                times.add(packet.pts());
                end = Math.max(end, packet.pts() + Math.max(1, packet.duration()));
                if ((packet.flags() & AV_PKT_FLAG_KEY) != 0) {
                    keys.add(packet.pts());
                }
            }
            return true;
        }
    }
}
