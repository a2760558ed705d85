package io.jndencode.analysis;

import java.util.Arrays;

/** Timestamps of the frames from the first open shot on; older ones are dropped, so memory stays bounded. */
final class PtsWindow {
    private long[] pts = new long[512];
    private long first;
    private int count;

    void add(long value) {
        if (count == pts.length) {
            pts = Arrays.copyOf(pts, 2 * count);
        }
        pts[count++] = value;
    }

    /** Returns one past the last frame added. */
    long end() {
        return first + count;
    }

    long at(long frame) {
        return pts[Math.toIntExact(frame - first)];
    }

    /** Copies the timestamps of {@code [from, to)} and discards everything before {@code to}. */
    long[] take(long from, long to) {
        long[] taken = Arrays.copyOfRange(pts, Math.toIntExact(from - first), Math.toIntExact(to - first));
        int gone = Math.toIntExact(to - first);
        System.arraycopy(pts, gone, pts, 0, count - gone);
        count -= gone;
        first = to;
        return taken;
    }
}
