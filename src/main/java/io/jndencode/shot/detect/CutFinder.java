package io.jndencode.shot.detect;

import io.jndencode.shot.Transition;
import io.jndencode.shot.signal.FrameDifference;
import io.jndencode.shot.signal.FrameStep;
import io.jndencode.shot.signal.FrameWindow;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Finds hard cuts: frames that motion compensation from the previous frame predicts much worse than usual nearby, unless a frame just
 * before resembles one just after, which is a flash.
 */
final class CutFinder {
    /** Smallest motion-compensated difference of a cut, in grey levels. */
    private static final double LEAST_RESIDUAL = 4.5;
    /** Smallest ratio of a cut's difference to the usual difference nearby. */
    private static final double LEAST_RATIO = 2.4;
    /** Smallest share of the texture that a cut leaves unexplained. */
    private static final double LEAST_UNEXPLAINED = 0.5;
    /** Added to the usual difference nearby: in a still picture any change is a large multiple. */
    private static final double STILL = 0.8;

    private static final int NEIGHBOURS = 8;
    /** Correlation of the coarse pictures above which two frames show the same. */
    private static final double SAME_PICTURE = 0.9;
    /** Seconds within which the old picture must return for a change to be a flash. */
    private static final double FLASH_SECONDS = 0.3;

    /** Share of a change's residual below which two frames resemble each other, the larger if they have texture in common as well. */
    private static final double CLOSEST = 0.22;

    private static final double CLOSE = 0.4;

    private final int reach;
    private final int flash;

    CutFinder(double frameRate) {
        this.reach = (int) Math.max(NEIGHBOURS, Math.round(frameRate));
        this.flash = (int) Math.max(3, Math.round(FLASH_SECONDS * frameRate));
    }

    /** Returns how many frames after a frame are needed to judge it. */
    int lookAhead() {
        return Math.max(reach, flash) + 1;
    }

    /** Returns how many frames before a frame are needed to judge it. */
    int lookBack() {
        return Math.max(reach, flash) + 2;
    }

    /** Returns the cut at {@code frame}, if there is one, judged by the frames the window holds on both sides. */
    @Nullable
    Boundary judge(FrameWindow window, long frame) {
        FrameStep step = window.step(frame);
        if (step.residual() < LEAST_RESIDUAL || step.residual() < LEAST_RATIO * (STILL + level(window, frame))) {
            return null;
        }
        FrameDifference change = window.compare(frame - 1, frame);
        if (change.unexplained() < LEAST_UNEXPLAINED
                || isSamePicture(window, frame)
                || isFlash(window, frame, change)) {
            return null;
        }
        return new Boundary(frame, Transition.CUT, change.residual());
    }

    private double level(FrameWindow window, long frame) {
        return Math.max(
                trimmedMean(window.distinct(frame - 1, -1, NEIGHBOURS, reach)),
                trimmedMean(window.distinct(frame + 1, 1, NEIGHBOURS, reach)));
    }

    /** Returns the mean without the largest value, so that another cut nearby does not hide this one. */
    private static double trimmedMean(Deque<FrameStep> neighbours) {
        double sum = 0;
        double largest = 0;
        for (FrameStep d : neighbours) {
            sum += d.residual();
            largest = Math.max(largest, d.residual());
        }
        int n = neighbours.size();
        return n == 0 ? 0 : n == 1 ? sum : (sum - largest) / (n - 1);
    }

    /** Returns whether two frames differ only in contrast and brightness, as in a quick fade. */
    private static boolean isSamePicture(FrameWindow window, long frame) {
        return window.frame(frame - 1).correlation(window.frame(frame)) > SAME_PICTURE;
    }

    private boolean isFlash(FrameWindow window, long frame, FrameDifference change) {
        long first = Math.max(window.start(), frame - flash);
        long last = Math.min(window.end() - 1, frame + flash);
        int stride = Math.max(1, flash / 6);
        for (long before = frame - 1; before >= first; before -= stride) {
            for (long after = frame; after <= last; after += stride) {
                // Most pairs are as unlike as the two sides of the cut, which is certain after a part of the picture.
                FrameDifference pair = window.compareWithin(before, after, CLOSE * change.residual());
                if (pair != null && resembles(pair, change)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean resembles(FrameDifference pair, FrameDifference change) {
        double residual = pair.residual() / change.residual();
        double unexplained = pair.unexplained() / change.unexplained();
        return residual < CLOSEST || (residual < CLOSE && unexplained < 0.75);
    }
}
