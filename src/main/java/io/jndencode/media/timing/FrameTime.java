package io.jndencode.media.timing;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Chooses between a decoded frame's two times: the presentation time, or the decoding time if there is no other or if presentation times go
 * backwards repeatedly. FFmpeg's own guess abandons a stream's presentation times permanently at the first fault.
 */
public final class FrameTime {
    /** Mask of the most recent frames. */
    private static final long RECENT = 0xFFFF_FFFFL;

    /** Number of recent frames out of order that is no longer an accident. */
    private static final int TOO_MANY = 6;

    private long lastPts = Timestamps.NONE;
    private long lastDts = Timestamps.NONE;
    private long ptsFaults;
    private long dtsFaults;

    /** Returns the time of the next frame; {@link Timestamps#NONE} if it has none. */
    public long of(AVFrame frame) {
        return of(frame.pts(), frame.pkt_dts());
    }

    /** Returns the time of a frame with these two times. */
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
