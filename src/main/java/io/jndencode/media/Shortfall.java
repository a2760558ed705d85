package io.jndencode.media;

import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** How many frames a file promises beyond those that could be read from it: files cut off in copying or recording. */
final class Shortfall {
    private Shortfall() {}

    /**
     * Counts frames that should have come.
     *
     * @param delivered frames decoded from the start to the end, with those known to be lost
     * @param end timestamp at which the last frame ends
     * @return counted where the container lists its frames, else estimated from the stream's duration; 0 where nothing is missing
     */
    static long frames(InputFile input, VideoStream video, long delivered, long end) {
        AVStream stream = input.stream(video.streamIndex());
        var listed = Cadence.listed(input, stream);
        if (listed.isPresent()) {
            return Math.max(0, listed.get().frames() - delivered);
        }
        OptionalDouble promised = promisedSeconds(input, stream);
        if (promised.isEmpty() || !video.frameRate().known()) {
            return 0;
        }
        double start = stream.start_time() == Timestamps.NONE ? 0 : Math.max(0, stream.start_time());
        double read = (end - start) * video.timeBase().toDouble();
        double missing = promised.getAsDouble() - read;
        // Durations are rounded and some muxers count a frame or an audio packet more.
        return missing < 1 || missing < 0.02 * promised.getAsDouble()
                ? 0
                : Math.round(missing * video.frameRate().toDouble());
    }

    /** Length of the video alone: Matroska's statistics tag, else the file's duration if nothing else is in it. */
    private static OptionalDouble promisedSeconds(InputFile input, AVStream stream) {
        String[] tag = InputFile.tag(stream.metadata(), "DURATION").split(":", -1);
        if (tag.length == 3 && tag[0].matches("\\d+") && tag[1].matches("\\d+") && tag[2].matches("\\d+(\\.\\d+)?")) {
            return OptionalDouble.of(
                    Integer.parseInt(tag[0]) * 3600 + Integer.parseInt(tag[1]) * 60 + Double.parseDouble(tag[2]));
        }
        boolean declared =
                input.container().contains("matroska") || input.container().equals("avi");
        return declared && input.streams() == 1 && input.context().duration() > 0
                ? OptionalDouble.of(input.context().duration() / 1e6)
                : OptionalDouble.empty();
    }
}
