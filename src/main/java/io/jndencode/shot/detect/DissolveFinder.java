package io.jndencode.shot.detect;

import io.jndencode.shot.Transition;
import io.jndencode.shot.signal.BlendFit;
import io.jndencode.shot.signal.FrameDifference;
import io.jndencode.shot.signal.FrameWindow;
import org.jspecify.annotations.Nullable;

/**
 * Finds dissolves: stretches in which every picture is a mixture of one before and one after, with the share of the latter growing.
 *
 * <p>Every frame is tested against pairs of frames at several equal distances before and after it, on coarse pictures ({@link BlendFit}).
 * Camera movement or a large moving object does not produce such mixtures. The two ends must also be different pictures after motion
 * compensation, and not differ only in brightness or contrast, as in a fade or a change of light. The boundary is the first frame in which
 * the new shot has the larger share.
 */
final class DissolveFinder {
    private static final double LONGEST_SECONDS = 1.3;
    private static final int SPANS = 7;
    private static final int SHORTEST_SPAN = 4;
    private static final double LARGEST_REST = 0.38;
    private static final double LEAST_UNEXPLAINED = 0.62;
    private static final double LEAST_RESIDUAL = 6;
    /** Smallest root mean square difference of the ends, in grey levels; below it noise dominates. */
    private static final double LEAST_DISTANCE = 8;

    private static final double LARGEST_CORRELATION = 0.88;
    /** Smallest spread of the change over the picture; below it an object is moving. */
    private static final double LEAST_SPREAD = 0.14;
    /** Smallest standard deviation of luma of a picture that is not the flat end of a fade. */
    private static final double LEAST_CONTRAST = 8;
    /** Share of the ends' contrast below which the pictures between belong to a fade. */
    private static final double FADED = 0.25;
    /** Largest factor by which contrast may grow from one frame to the next during a fade. */
    private static final double STEADY = 1.03;
    /** Sightings needed; a single one may be chance, e.g. in flickering light. */
    private static final int LEAST_SIGHTS = 2;

    private static final double LEAST_STEP = 0.08;
    /** Seconds without a sighting after which a dissolve has ended. */
    private static final double GAP_SECONDS = 0.25;

    private final int[] spans = new int[SPANS];
    private final int gap;
    private @Nullable Sight best;
    private long first;
    private long latest;
    private int sights;

    DissolveFinder(double frameRate) {
        double longest = Math.max(SHORTEST_SPAN, LONGEST_SECONDS * frameRate);
        for (int i = 0; i < SPANS; i++) {
            spans[i] = (int) Math.round(SHORTEST_SPAN * Math.pow(longest / SHORTEST_SPAN, i / (SPANS - 1.0)));
        }
        gap = (int) Math.max(3, Math.round(GAP_SECONDS * frameRate));
    }

    /**
     * A frame found inside a dissolve.
     *
     * @param crossing the first frame in which the new shot has the larger share
     * @param strength motion-compensated difference of the two ends
     * @param rest what the mixture leaves unexplained; smaller is more certain
     */
    private record Sight(long crossing, double strength, double rest) {
        /** Returns the score of a sighting; the ends of the best one lie outside the dissolve and so differ most. */
        double score() {
            return strength * (1 - rest);
        }
    }

    /** Returns how many frames after (and before) a frame are examined. */
    int reach() {
        return spans[SPANS - 1];
    }

    /** Returns the earliest frame at which a dissolve may still be found once all frames before {@code frame} are judged. */
    long horizon(long frame) {
        return (best == null ? frame : first) - reach() / 2;
    }

    /** Takes frames in order; returns the dissolve that has ended by {@code frame}, if there is one. */
    @Nullable
    Boundary judge(FrameWindow window, long frame) {
        Sight sight = look(window, frame);
        if (sight == null) {
            return best != null && frame - latest > gap ? finish() : null;
        }
        if (best == null) {
            first = frame;
            sights = 0;
        }
        if (best == null || sight.score() > best.score()) {
            best = sight;
        }
        latest = frame;
        sights++;
        return null;
    }

    /** Returns the dissolve still open, if there is one. */
    @Nullable
    Boundary finish() {
        Sight sight = best;
        best = null;
        return sight == null || sights < LEAST_SIGHTS
                ? null
                : new Boundary(sight.crossing(), Transition.DISSOLVE, sight.strength());
    }

    private @Nullable Sight look(FrameWindow window, long frame) {
        Sight surest = null;
        for (int span : spans) {
            long from = frame - span;
            long to = frame + span;
            if (from < window.start() || to >= window.end() || window.hasCut(from + 1, to)) {
                break;
            }
            BlendFit mixture =
                    new BlendFit(window.frame(from).coarse(), window.frame(to).coarse());
            Sight sight = isMixed(window, mixture, frame, span) ? verify(window, mixture, frame, span) : null;
            if (sight != null && (surest == null || sight.score() > surest.score())) {
                surest = sight;
            }
        }
        return surest;
    }

    private boolean isMixed(FrameWindow window, BlendFit mixture, long frame, int span) {
        if (mixture.distance() < LEAST_DISTANCE || isFade(window, frame - span, frame + span)) {
            return false;
        }
        float[] middle = window.frame(frame).coarse();
        double share = mixture.share(middle);
        double rest = mixture.rest(middle);
        if (share < 0.3 || share > 0.7 || rest > LARGEST_REST) {
            return false;
        }
        float[] early = window.frame(frame - span / 2).coarse();
        float[] late = window.frame(frame + span / 2).coarse();
        return mixture.share(early) < share - LEAST_STEP
                && mixture.share(late) > share + LEAST_STEP
                && (rest + mixture.rest(early) + mixture.rest(late)) / 3 < LARGEST_REST
                && mixture.correlation() < LARGEST_CORRELATION
                && mixture.spread() > LEAST_SPREAD;
    }

    /** Returns whether a picture between is flat, or an end is itself fading from or to a flat picture. */
    private boolean isFade(FrameWindow window, long from, long to) {
        double contrast =
                Math.min(window.frame(from).deviation(), window.frame(to).deviation());
        double least = contrast;
        for (long at = from; at <= to; at++) {
            least = Math.min(least, window.frame(at).deviation());
        }
        return contrast < LEAST_CONTRAST
                || least < FADED * contrast
                || fadesAway(window, from, -1)
                || fadesAway(window, to, 1);
    }

    private boolean fadesAway(FrameWindow window, long frame, int step) {
        double contrast = window.frame(frame).deviation();
        double last = contrast;
        for (int i = 1; i <= reach() && last > FADED * contrast; i++) {
            long at = frame + (long) i * step;
            if (at < window.start() || at >= window.end()) {
                return false;
            }
            double next = window.frame(at).deviation();
            if (next > last * STEADY) {
                return false;
            }
            last = next;
        }
        return last <= FADED * contrast;
    }

    private static @Nullable Sight verify(FrameWindow window, BlendFit mixture, long frame, int span) {
        FrameDifference ends = window.compare(frame - span, frame + span);
        if (ends.unexplained() < LEAST_UNEXPLAINED || ends.residual() < LEAST_RESIDUAL) {
            return null;
        }
        long crossing = frame - span / 2;
        while (crossing < frame + span / 2
                && mixture.share(window.frame(crossing).coarse()) < 0.5) {
            crossing++;
        }
        return new Sight(
                crossing, ends.residual(), mixture.rest(window.frame(frame).coarse()));
    }
}
