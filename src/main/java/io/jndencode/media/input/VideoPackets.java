package io.jndencode.media.input;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.timing.SteadyPackets;
import java.util.function.Predicate;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Reads the packets of a video from where its file stands, and decodes none. */
final class VideoPackets {
    private VideoPackets() {}

    /**
     * How the reading ended.
     *
     * @param status FFmpeg's error that ended it, that of the end among them; 0 where who was shown the packets ended it
     * @param jumps how often the clock of the packets jumped
     */
    record Reading(int status, long jumps) {
        /** Whether nothing went wrong. */
        boolean well() {
            return status == 0 || status == AVERROR_EOF;
        }
    }

    /**
     * Shows packets to someone until the end, or until that says false.
     *
     * @param why to go between "interrupted while" and the file's name
     * @param each is shown a packet that is not empty, and does not keep it
     */
    static Reading read(InputFile input, MediaInfo info, String why, Predicate<AVPacket> each) {
        int video = info.video().streamIndex();
        AVPacket packet = av_packet_alloc();
        try (SteadyPackets packets = new SteadyPackets(input, video)) {
            input.readOnly(video, packets.witness());
            while (true) {
                int status = packets.read(packet);
                if (status < 0) {
                    return new Reading(status, packets.jumps());
                }
                boolean more = packet.stream_index() != video || packet.size() == 0 || each.test(packet);
                av_packet_unref(packet);
                if (!more) {
                    return new Reading(0, packets.jumps());
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new JndException.Interrupted("interrupted while " + why + " " + info.file());
                }
            }
        } finally {
            av_packet_free(packet);
        }
    }
}
