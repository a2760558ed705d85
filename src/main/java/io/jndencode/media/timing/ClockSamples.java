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
 * Looks at the clock of a file in some places, from its beginning to its end. Where a clock begins anew on the way, two frames may have
 * one timestamp, and who looks for one by it may find the other.
 */
public final class ClockSamples {
    private static final int PLACES = 64;

    private static final int MOST_PACKETS = 2000;

    private final MediaInfo info;
    private @Nullable Boolean rise;

    /**
     * @param input the opened file: where its clock cannot begin anew, nothing must be looked at
     */
    public ClockSamples(MediaInfo info, InputFile input) {
        this.info = info;
        this.rise = SteadyPackets.mayRestart(input) ? null : Boolean.TRUE;
    }

    /** Whether the clock rises from place to place, as far as was seen; true where the container's clock cannot begin anew. */
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

    /** The time of the first packet of the video behind a place. */
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
