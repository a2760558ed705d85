package io.jndencode.media.input;

import io.jndencode.media.VideoStream;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.timing.Timestamps;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** How many frames a file promises beyond those that could be read from it: files cut off in copying or recording. */
public final class MissingFrames {
    private MissingFrames() {}

    /**
     * Counts frames that should have come, once a video was read from its start to its end.
     *
     * @param frames that came
     * @param end timestamp at which the last one ends
     * @return counted where the container lists its frames, else estimated from the stream's duration; 0 where nothing is missing
     */
    public static long atEnd(InputFile input, VideoDecoder decoder, VideoStream video, long frames, long end) {
        // Fields may have a packet each, and a container's list counts packets.
        long fields = Math.min(2 * frames, decoder.packets());
        long packets = video.interlaced() ? Math.max(frames, fields) : frames;
        return frames(input, video, packets + decoder.errors(), end);
    }

    /** As {@link #atEnd}, where the packets were counted. */
    static long frames(InputFile input, VideoStream video, long delivered, long end) {
        AVStream stream = input.stream(video.streamIndex());
        var listed = FrameTiming.listed(input, stream);
        if (listed.isPresent()) {
            return Math.max(0, listed.get().frames() - delivered);
        }
        OptionalDouble promised = promisedSeconds(input, stream);
        if (promised.isEmpty() || !video.frameRate().known()) {
            return 0;
        }
        double missing = promised.getAsDouble()
                - secondsRead(input, stream, video.timeBase().seconds(end));
        // Durations are rounded and some muxers count a frame or an audio packet more.
        return missing < 1 || missing < 0.02 * promised.getAsDouble()
                ? 0
                : Math.round(missing * video.frameRate().toDouble());
    }

    /**
     * How far the frames reach, on the scale of what was promised: durations are the time at which the last frame ends, but those
     * mkvmerge's library writes count from the first frame.
     */
    private static double secondsRead(InputFile input, AVStream stream, double end) {
        boolean fromFirst = InputFile.tag(input.context().metadata(), "encoder").contains("libmatroska");
        boolean late = stream.start_time() != Timestamps.NONE && stream.start_time() > 0;
        return fromFirst && late
                ? end - StreamDescription.rational(stream.time_base()).seconds(stream.start_time())
                : end;
    }

    /** What Matroska's tag says of the video alone, else the file's duration if nothing else is in it that lasts. */
    private static OptionalDouble promisedSeconds(InputFile input, AVStream stream) {
        double whole = Math.max(0, input.context().duration()) / 1e6;
        boolean matroska = input.container().contains("matroska");
        String[] tag = InputFile.tag(stream.metadata(), "DURATION").split(":", -1);
        if (matroska && tag.length == 3 && tag[0].matches("\\d{1,6}") && tag[1].matches("\\d{1,2}") && second(tag[2])) {
            double own = Integer.parseInt(tag[0]) * 3600 + Integer.parseInt(tag[1]) * 60 + Double.parseDouble(tag[2]);
            // A tag that says more than the file itself was left over from another one.
            return OptionalDouble.of(whole > 0 ? Math.min(own, whole) : own);
        }
        boolean alone = input.streams() == 1 && (matroska || input.container().equals("avi"));
        return alone && whole > 0 ? OptionalDouble.of(whole) : OptionalDouble.empty();
    }

    private static boolean second(String text) {
        return text.matches("\\d{1,2}(\\.\\d+)?");
    }
}
