package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import io.jndencode.JndException;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** When the packets of a video are shown, read from its beginning without decoding any. Used once. */
final class PacketTimes implements AutoCloseable {
    /** How far behind the time packets are listed too. */
    private static final double BEHIND_SECONDS = 2;

    private final MediaInfo info;
    private final InputFile input;
    private final AVPacket packet = av_packet_alloc();
    private long[] times = new long[4096];
    private int count;

    private PacketTimes(MediaInfo info) {
        this.info = info;
        this.input = InputFile.open(info.file());
    }

    /**
     * The times of all packets up to one and somewhat beyond, in order, no two of them the same.
     *
     * @param time in ticks of the video's time base
     * @return empty where a packet has no time, is damaged, or is not meant to be shown
     */
    static long[] until(MediaInfo info, long time) {
        long behind = Math.round(BEHIND_SECONDS / info.video().timeBase().toDouble());
        try (PacketTimes packets = new PacketTimes(info)) {
            return packets.readTo(time + behind) ? packets.sorted() : new long[0];
        }
    }

    private boolean readTo(long end) {
        int video = info.video().streamIndex();
        for (int i = 0; i < input.streams(); i++) {
            if (i != video) {
                input.stream(i).discard(AVDISCARD_ALL);
            }
        }
        while (true) {
            int status = av_read_frame(input.context(), packet);
            if (status < 0) {
                return status == AVERROR_EOF;
            }
            boolean ours = packet.stream_index() == video && packet.size() > 0;
            boolean plain = !ours || take();
            boolean reached = ours && packet.dts() != Timestamps.NONE && packet.dts() > end;
            av_packet_unref(packet);
            if (!plain || reached) {
                return plain;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new JndException.Interrupted("interrupted while looking for a frame of " + info.file());
            }
        }
    }

    /** Notes the packet's time; false where it cannot be relied on. */
    private boolean take() {
        if (packet.pts() == Timestamps.NONE || (packet.flags() & (AV_PKT_FLAG_DISCARD | AV_PKT_FLAG_CORRUPT)) != 0) {
            return false;
        }
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = packet.pts();
        return true;
    }

    private long[] sorted() {
        long[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        for (int i = 1; i < count; i++) {
            if (sorted[i] == sorted[i - 1]) {
                return new long[0];
            }
        }
        return sorted;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        input.close();
    }
}
