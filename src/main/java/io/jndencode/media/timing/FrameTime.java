package io.jndencode.media.timing;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Which of a decoded frame's two times to believe: the time of presentation, but the decoding time where there is no other, or where the
 * others go back again and again. FFmpeg's own guess gives a stream up at the first fault, for good.
 */
public final class FrameTime {
    /** Frames looked back upon. */
    private static final long RECENT = 0xFFFF_FFFFL;

    /** So many of them out of order are no accident. */
    private static final int TOO_MANY = 6;

    private long lastPts = Timestamps.NONE;
    private long lastDts = Timestamps.NONE;
    private long ptsFaults;
    private long dtsFaults;

    /** The time of the next frame, {@link Timestamps#NONE} where it has none. */
    public long of(AVFrame frame) {
        return of(frame.pts(), frame.pkt_dts());
    }

    /** As above, of a frame with these times. */
    long of(long pts, long dts) {
        ptsFaults = ptsFaults << 1 | (known(pts, lastPts) && pts <= lastPts ? 1 : 0);
        dtsFaults = dtsFaults << 1 | (known(dts, lastDts) && dts <= lastDts ? 1 : 0);
        lastPts = pts == Timestamps.NONE ? lastPts : pts;
        lastDts = dts == Timestamps.NONE ? lastDts : dts;
        int faults = Long.bitCount(ptsFaults & RECENT);
        boolean unsound = faults >= TOO_MANY && faults > Long.bitCount(dtsFaults & RECENT);
        return pts == Timestamps.NONE || (unsound && dts != Timestamps.NONE) ? dts : pts;
    }

    private static boolean known(long time, long before) {
        return time != Timestamps.NONE && before != Timestamps.NONE;
    }
}
