package io.jndencode.media.input;

import io.jndencode.media.VideoStream;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.timing.Timestamps;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** Finds how many frames a file promises beyond those that could be read, as in files truncated by copying or recording. */
public final class MissingFrames {
    private MissingFrames() {}

    /**
     * Counts the missing frames, after a video was read from its start to its end.
     *
     * @param frames number of frames read
     * @param end timestamp at which the last one ends
     * @return counted if the container lists its frames, otherwise estimated from the stream's duration; 0 if nothing is missing
     */
    public static long atEnd(InputFile input, VideoDecoder decoder, VideoStream video, long frames, long end) {
        // Each field may have its own packet, and a container's list counts packets.
        long fields = Math.min(2 * frames, decoder.packets());
        long packets = video.geometry().interlaced() ? Math.max(frames, fields) : frames;
        return frames(input, video, packets + decoder.errors(), end);
    }

    /** Counts the missing frames like {@link #atEnd}, from the number of packets. */
    static long frames(InputFile input, VideoStream video, long delivered, long end) {
        AVStream stream = input.stream(video.streamIndex());
        var listed = FrameTiming.listed(input, stream);
        if (listed.isPresent()) {
            return Math.max(0, listed.get().frames() - delivered);
        }
        OptionalDouble promised = promisedSeconds(input, stream);
        if (promised.isEmpty() || !video.timing().frameRate().known()) {
            return 0;
        }
        double missing = promised.getAsDouble()
                - secondsRead(input, stream, video.timing().timeBase().seconds(end));
        // Durations are rounded, and some muxers count one more frame or audio packet.
        return missing < 1 || missing < 0.02 * promised.getAsDouble()
                ? 0
                : Math.round(missing * video.timing().frameRate().toDouble());
    }

    /**
     * Returns how far the frames reach, on the scale of the promised duration: usually the time at which the last frame ends, but the
     * durations written by mkvmerge's library count from the first frame.
     */
    private static double secondsRead(InputFile input, AVStream stream, double end) {
        boolean fromFirst = InputFile.tag(input.context().metadata(), "encoder").contains("libmatroska");
        boolean late = stream.start_time() != Timestamps.NONE && stream.start_time() > 0;
        return fromFirst && late
                ? end - StreamDescription.rational(stream.time_base()).seconds(stream.start_time())
                : end;
    }

    /** Returns the video's duration from Matroska's tag, otherwise the file's duration if no other stream has one. */
    private static OptionalDouble promisedSeconds(InputFile input, AVStream stream) {
        double whole = Math.max(0, input.context().duration()) / 1e6;
        boolean matroska = input.container().contains("matroska");
        String[] tag = InputFile.tag(stream.metadata(), "DURATION").split(":", -1);
        if (matroska && tag.length == 3 && tag[0].matches("\\d{1,6}") && tag[1].matches("\\d{1,2}") && second(tag[2])) {
            double own = Integer.parseInt(tag[0]) * 3600 + Integer.parseInt(tag[1]) * 60 + Double.parseDouble(tag[2]);
            // A tag longer than the file itself was copied from another file.
            return OptionalDouble.of(whole > 0 ? Math.min(own, whole) : own);
        }
        boolean alone = input.streams() == 1 && (matroska || input.container().equals("avi"));
        return alone && whole > 0 ? OptionalDouble.of(whole) : OptionalDouble.empty();
    }

    private static boolean second(String text) {
        return text.matches("\\d{1,2}(\\.\\d+)?");
    }
}
