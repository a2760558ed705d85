package io.jndencode.media.stitch;

import io.jndencode.media.OutputContainer;
import io.jndencode.media.VideoStream;
import io.jndencode.media.input.StreamDescription;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.timing.SteadyPackets;
import io.jndencode.media.timing.Timestamps;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * The start time of a whole source, and how far it is shifted on its way into another container.
 *
 * @param video the stream that was encoded
 * @param joined the encoded stream
 */
record StartTime(InputFile source, VideoStream video, JoinedVideo joined) {
    /** Returns the ticks of the joined video to subtract from every timestamp. */
    long shift(OutputContainer container) {
        boolean arbitrary = SteadyPackets.mayRestart(source) && container != OutputContainer.MPEG_TS;
        if (!arbitrary || source.context().start_time() == Timestamps.NONE) {
            // MP4 hides frames before 0, and the other containers shift everything themselves.
            return container.isoMedia() ? Math.min(0, joined.start()) : 0;
        }
        // Transport streams start at an arbitrary time; in another container they start at 0.
        return Math.round(seconds() / joined.header().timeBase().toDouble());
    }

    /** Returns the start of the first stream in seconds; the demuxer's value is not used if the video's first timestamp was repaired. */
    private double seconds() {
        double begins = joined.header().timeBase().seconds(joined.start());
        if (Math.abs(seconds(source.stream(video.streamIndex()), begins) - begins) < 1) {
            return source.context().start_time() / 1e6;
        }
        double first = begins;
        for (int i = 0; i < source.streams(); i++) {
            first = i == video.streamIndex() ? first : Math.min(first, seconds(source.stream(i), first));
        }
        return first;
    }

    private static double seconds(AVStream stream, double otherwise) {
        return stream.start_time() == Timestamps.NONE
                ? otherwise
                : StreamDescription.rational(stream.time_base()).seconds(stream.start_time());
    }
}
