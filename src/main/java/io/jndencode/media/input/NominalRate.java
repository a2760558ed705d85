package io.jndencode.media.input;

import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** The frame rate an output names for its video; some demuxers name the ticks of their clock for one. */
public final class NominalRate {
    /** How far a named rate may be off the one that frames come at. */
    private static final double TOLERANCE = 0.05;

    private NominalRate() {}

    /** Names the rate that frames were seen to come at, where the one taken over from the source is another. */
    public static void set(AVStream to, VideoStream video) {
        Rational seen = video.frameRate();
        Rational named = StreamDescription.rational(to.avg_frame_rate());
        if (named.known() && seen.known() && Math.abs(named.toDouble() / seen.toDouble() - 1) > TOLERANCE) {
            put(to.avg_frame_rate(), seen);
            put(to.r_frame_rate(), seen);
        }
    }

    private static void put(AVRational into, Rational rate) {
        into.num((int) rate.num()).den((int) rate.den());
    }
}
