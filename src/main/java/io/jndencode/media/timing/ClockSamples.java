package io.jndencode.media.timing;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BYTE;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.open.InputFile;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/**
 * Samples the clock of a file at several positions from beginning to end. If the clock restarts in between, two frames may have the same
 * timestamp, and a search by timestamp may find the wrong one.
 */
public final class ClockSamples {
    private static final int PLACES = 64;

    private static final int MOST_PACKETS = 2000;

    private final MediaInfo info;
    private @Nullable Boolean rise;

    /**
     * Creates a sampler.
     *
     * @param input the opened file; if its clock cannot restart, no samples are needed
     */
    public ClockSamples(MediaInfo info, InputFile input) {
        this.info = info;
        this.rise = SteadyPackets.mayRestart(input) ? null : Boolean.TRUE;
    }

    /** Returns whether the clock increases from sample to sample; always true if the container's clock cannot restart. */
    public boolean rise() {
        Boolean known = rise;
        if (known == null) {
            known = look();
            rise = known;
        }
        return known;
    }

    private boolean look() {
        try (InputFile input = InputFile.open(info)) {
            input.readOnly(info.video().streamIndex(), -1);
            return rises(input);
        }
    }

    private boolean rises(InputFile input) {
        long part = Math.max(1, info.bytes() / PLACES);
        long last = Long.MIN_VALUE;
        for (long place = 0; place < info.bytes(); place += part) {
            long time = timeBehind(input, place);
            if (time != Timestamps.NONE && time < last) {
                return false;
            }
            last = Math.max(last, time);
        }
        return true;
    }

    /** Returns the time of the video's first packet after a position. */
    private long timeBehind(InputFile input, long place) {
        AVPacket packet = av_packet_alloc();
        try {
            boolean there = input.seek(-1, place, AVSEEK_FLAG_BYTE) >= 0;
            for (int read = 0; there && read < MOST_PACKETS && input.read(packet) >= 0; read++) {
                boolean timed = packet.stream_index() == info.video().streamIndex() && packet.dts() != Timestamps.NONE;
                if (timed) {
                    return packet.dts();
                }
                av_packet_unref(packet);
            }
            return Timestamps.NONE;
        } finally {
            av_packet_free(packet);
        }
    }
}
