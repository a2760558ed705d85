package io.jndencode.media.input;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.timing.TimeList;
import io.jndencode.media.timing.Timestamps;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** When the packets of a video are shown, read from its beginning without decoding any. Used once. */
public final class PacketTimes {
    /** How far behind the time packets are listed too. */
    private static final double BEHIND_SECONDS = 2;

    /** Frames a packet's may come before that of one sent earlier; where it is more, a timestamp is off and the order tells nothing. */
    private static final int MOST_REORDERED = 17;

    private final TimeList times = new TimeList();
    private final long end;
    private boolean plain = true;
    private long latest = Long.MIN_VALUE;
    private long furthestBack;

    private PacketTimes(long end) {
        this.end = end;
    }

    /**
     * The times of all packets up to one and somewhat beyond, in order, no two of them the same.
     *
     * @param time in ticks of the video's time base
     * @return empty where a packet has no time or an odd one, is damaged, or is not meant to be shown
     */
    public static long[] until(MediaInfo info, long time) {
        long behind = Math.round(BEHIND_SECONDS / info.video().timeBase().toDouble());
        PacketTimes packets = new PacketTimes(time + behind);
        try (InputFile input = InputFile.open(info)) {
            VideoPackets.Reading reading = VideoPackets.read(input, info, "looking for a frame of", packets::take);
            long[] sorted = packets.times.sorted();
            boolean sound = reading.well()
                    && reading.jumps() == 0
                    && packets.plain
                    && packets.furthestBack <= MOST_REORDERED * info.video().nominalTicks();
            return sound && TimeList.distinct(sorted) ? sorted : new long[0];
        }
    }

    /** Notes the packet's time; false at the end, and where the packet cannot be relied on. */
    private boolean take(AVPacket packet) {
        plain = packet.pts() != Timestamps.NONE && (packet.flags() & (AV_PKT_FLAG_DISCARD | AV_PKT_FLAG_CORRUPT)) == 0;
        if (plain) {
            times.add(packet.pts());
            latest = Math.max(latest, packet.pts());
            furthestBack = Math.max(furthestBack, latest - packet.pts());
        }
        return plain && (packet.dts() == Timestamps.NONE || packet.dts() <= end);
    }
}
