package io.jndencode.shot.detect;

import io.jndencode.shot.Transition;
import io.jndencode.shot.signal.FrameWindow;
import org.jspecify.annotations.Nullable;

/**
 * Finds fades: the picture gradually turns flat (black, white or any grey), or gradually emerges from a flat one.
 *
 * <p>A flat stretch has almost no contrast, or a small part of the contrast on both its sides. The boundary is the middle of the stretch, but
 * at most half a second before the new picture begins. There is no boundary where a hard cut already begins or ends the stretch, where the
 * same picture returns at once (a blink), or in a stretch at the start of the video that is shorter than a shot.
 */
final class FadeFinder {
    /** Standard deviation of luma up to which a picture is flat regardless of its neighbours. */
    private static final double FLAT = 3.0;
    /** Share of the contrast on both sides up to which a picture is flat. */
    private static final double FLAT_SHARE = 0.22;
    /** Smallest standard deviation of luma of a picture that is not flat. */
    private static final double LEAST_PICTURE = 5.0;

    private static final double SIDE_SECONDS = 0.9;
    private static final double LONGEST_BLINK_SECONDS = 0.6;
    private static final double SAME_PICTURE = 0.5;
    private static final double ABRUPT = 0.6;
    private static final double LEAD_SECONDS = 0.5;

    private final int side;
    private final int lead;
    private final int blink;
    private final int minFrames;
    private long flatFrom = -1;

    FadeFinder(double frameRate, int minFrames) {
        this.side = (int) Math.max(4, Math.round(SIDE_SECONDS * frameRate));
        this.lead = (int) Math.max(1, Math.round(LEAD_SECONDS * frameRate));
        this.blink = (int) Math.round(LONGEST_BLINK_SECONDS * frameRate);
        this.minFrames = minFrames;
    }

    /** Returns how many frames after (and before) a frame are examined. */
    int reach() {
        return side;
    }

    /** Returns the earliest frame at which a fade may still be found once all frames before {@code frame} are judged. */
    long horizon(long frame) {
        return flatFrom < 0 ? frame : Math.max(flatFrom, frame - lead);
    }

    /** Takes frames in order; returns the fade whose flat stretch ends just before {@code frame}, if there is one. */
    @Nullable
    Boundary judge(FrameWindow window, long frame) {
        boolean flat = isFlat(window, frame);
        if (flat && flatFrom < 0) {
            flatFrom = frame;
        }
        if (flat || flatFrom < 0) {
            return null;
        }
        long from = flatFrom;
        flatFrom = -1;
        return fade(window, from, frame);
    }

    private boolean isFlat(FrameWindow window, long frame) {
        double contrast = window.frame(frame).deviation();
        if (contrast <= FLAT) {
            return true;
        }
        double before = window.frame(strongest(window, frame - side, frame)).deviation();
        double after = window.frame(strongest(window, frame, frame + side)).deviation();
        return contrast <= FLAT_SHARE * Math.min(before, after);
    }

    private @Nullable Boundary fade(FrameWindow window, long from, long to) {
        long after = strongest(window, to, window.cutAfter(to, to + side) - 1);
        double contrast = window.frame(after).deviation();
        boolean opening = from == 0 && to < minFrames;
        if (opening || contrast < LEAST_PICTURE || window.hasCut(Math.max(1, from - 1), to + 1)) {
            return null;
        }
        if (from > window.start() && to - from <= blink) {
            long before = strongest(window, window.cutBefore(from - 1, from - side), from - 1);
            boolean abrupt = isAbrupt(window, from - 1, before) && isAbrupt(window, to, after);
            if (abrupt || window.compare(before, after).unexplained() < SAME_PICTURE) {
                return null;
            }
        }
        long middle = from == 0 ? to : Math.max((from + to) / 2, to - lead);
        return new Boundary(middle, Transition.FADE, contrast);
    }

    /** Returns whether the picture next to a flat stretch already has its full contrast: a flash, or a cut left to {@link CutFinder}. */
    private static boolean isAbrupt(FrameWindow window, long edge, long strongest) {
        return window.frame(edge).deviation() > ABRUPT * window.frame(strongest).deviation();
    }

    /** Returns the frame of most contrast in {@code [from, to]}, within the window. */
    private static long strongest(FrameWindow window, long from, long to) {
        long best = Math.max(from, window.start());
        long end = Math.min(to, window.end() - 1);
        for (long at = best; at <= end; at++) {
            if (window.frame(at).deviation() > window.frame(best).deviation()) {
                best = at;
            }
        }
        return best;
    }
}
