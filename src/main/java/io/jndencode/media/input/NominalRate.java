package io.jndencode.media.input;

import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Sets the frame rate an output declares for its video, because some demuxers report the ticks of their clock as the rate. */
public final class NominalRate {
    /** Tolerated deviation of a declared rate from the actual one. */
    private static final double TOLERANCE = 0.05;

    private NominalRate() {}

    /** Declares the actual frame rate if the one copied from the source differs from it. */
    public static void set(AVStream to, VideoStream video) {
        Rational seen = video.timing().frameRate();
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
