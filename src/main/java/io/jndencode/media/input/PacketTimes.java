package io.jndencode.media.input;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.timing.TimeList;
import io.jndencode.media.timing.Timestamps;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Lists the display times of a video's packets from its beginning, without decoding. To be used once. */
public final class PacketTimes {
    /** Seconds past the given time up to which packets are listed. */
    private static final double BEHIND_SECONDS = 2;

    /** Most frames by which a packet may be shown before one sent earlier; beyond that a timestamp is wrong and the order is unreliable. */
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
     * Returns the distinct times of all packets up to a time and somewhat beyond, in order.
     *
     * @param time in ticks of the video's time base
     * @return empty if a packet has no time or a wrong one, is damaged, or is not to be displayed
     */
    public static long[] until(MediaInfo info, long time) {
        long behind =
                Math.round(BEHIND_SECONDS / info.video().timing().timeBase().toDouble());
        PacketTimes packets = new PacketTimes(time + behind);
        try (InputFile input = InputFile.open(info)) {
            VideoPackets.Reading reading = VideoPackets.read(input, info, "looking for a frame of", packets::take);
            long[] sorted = packets.times.sorted();
            boolean sound = reading.well()
                    && reading.jumps() == 0
                    && packets.plain
                    && packets.furthestBack
                            <= MOST_REORDERED * info.video().timing().nominalTicks();
            return sound && TimeList.distinct(sorted) ? sorted : new long[0];
        }
    }

    /** Records the packet's time; returns false at the end or if the packet is unreliable. */
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
