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

/** Reads the packets of a video from the file's current position, without decoding. */
final class VideoPackets {
    private VideoPackets() {}

    /**
     * The end of a reading.
     *
     * @param status FFmpeg's error that ended it, including end of file; 0 if the consumer ended it
     * @param jumps how often the clock of the packets jumped
     */
    record Reading(int status, long jumps) {
        /** Returns whether no error occurred. */
        boolean well() {
            return status == 0 || status == AVERROR_EOF;
        }
    }

    /**
     * Passes packets to a consumer until the end, or until it returns false.
     *
     * @param why text between "interrupted while" and the file's name
     * @param each receives packets that are not empty; must not keep them
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
