package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import io.jndencode.JndException;
import java.util.function.Predicate;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Reads the packets of a video from where its file stands, and decodes none. */
final class VideoPackets {
    private VideoPackets() {}

    /**
     * Shows packets to someone until the end, or until that says false.
     *
     * @param why to go between "interrupted while" and the file's name
     * @param each is shown a packet that is not empty, and does not keep it
     * @return FFmpeg's error that ended the reading, that of the end among them; 0 where {@code each} ended it
     */
    static int read(InputFile input, MediaInfo info, String why, Predicate<AVPacket> each) {
        int video = info.video().streamIndex();
        input.readOnly(video);
        AVPacket packet = av_packet_alloc();
        try {
            while (true) {
                int status = input.read(packet);
                if (status < 0) {
                    return status;
                }
                boolean more = packet.stream_index() != video || packet.size() == 0 || each.test(packet);
                av_packet_unref(packet);
                if (!more) {
                    return 0;
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
