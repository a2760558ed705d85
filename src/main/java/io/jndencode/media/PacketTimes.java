package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** When the packets of a video are shown, read from its beginning without decoding any. Used once. */
final class PacketTimes {
    /** How far behind the time packets are listed too. */
    private static final double BEHIND_SECONDS = 2;

    private final TimeList times = new TimeList();
    private final long end;
    private boolean plain = true;

    private PacketTimes(long end) {
        this.end = end;
    }

    /**
     * The times of all packets up to one and somewhat beyond, in order, no two of them the same.
     *
     * @param time in ticks of the video's time base
     * @return empty where a packet has no time, is damaged, or is not meant to be shown
     */
    static long[] until(MediaInfo info, long time) {
        long behind = Math.round(BEHIND_SECONDS / info.video().timeBase().toDouble());
        PacketTimes packets = new PacketTimes(time + behind);
        try (InputFile input = InputFile.open(info)) {
            int status = VideoPackets.read(input, info, "looking for a frame of", packets::take);
            long[] sorted = packets.times.sorted();
            boolean read = status == 0 || status == AVERROR_EOF;
            return read && packets.plain && TimeList.distinct(sorted) ? sorted : new long[0];
        }
    }

    /** Notes the packet's time; false at the end, and where the packet cannot be relied on. */
    private boolean take(AVPacket packet) {
        plain = packet.pts() != Timestamps.NONE && (packet.flags() & (AV_PKT_FLAG_DISCARD | AV_PKT_FLAG_CORRUPT)) == 0;
        if (plain) {
            times.add(packet.pts());
        }
        return plain && (packet.dts() == Timestamps.NONE || packet.dts() <= end);
    }
}
