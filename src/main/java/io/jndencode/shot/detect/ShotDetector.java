package io.jndencode.shot.detect;

import io.jndencode.media.LumaImage;
import io.jndencode.media.Rational;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.ShotStatistics;
import io.jndencode.shot.signal.FrameSignature;
import io.jndencode.shot.signal.FrameStatisticsLog;
import io.jndencode.shot.signal.FrameStep;
import io.jndencode.shot.signal.FrameWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shots of a video from a small luma picture of every frame, as the frames arrive.
 *
 * <p>Hard cuts are found first, because the search for gradual changes depends on them. The boundaries of all kinds are then merged in order,
 * those too close together are dropped, and shots that are too long are split. Shots are final when returned and come in order with a
 * bounded delay (about three seconds after their last frame; a long shot as soon as its split is certain). Together they cover every frame
 * pushed exactly once. The same frames always give the same shots. Not thread-safe.
 */
public final class ShotDetector {
    /** Width of the luma pictures to push, in pixels. */
    public static final int WIDTH = FrameSignature.WIDTH;
    /** Height of the luma pictures to push, in pixels, whatever the video's shape. */
    public static final int HEIGHT = FrameSignature.HEIGHT;

    private final FrameWindow window;
    private final CutFinder cuts;
    private final DissolveFinder dissolves;
    private final FadeFinder fades;
    private final ShotAssembler assembler;
    private final FrameStatisticsLog traits = new FrameStatisticsLog();
    private final PriorityQueue<Boundary> found = new PriorityQueue<>(Comparator.comparingLong(Boundary::frame));
    private final int gradualReach;
    private long cutsJudged;
    private long gradualsJudged;

    /** Creates a detector for a video of about {@code frameRate} frames per second; 0 if unknown. */
    public ShotDetector(ShotOptions options, double frameRate) {
        double rate = frameRate > 0 ? Math.max(5, Math.min(frameRate, 60)) : Rational.USUAL_FRAME_RATE;
        int minFrames = options.minFrames(frameRate > 0 ? frameRate : Rational.USUAL_FRAME_RATE);
        this.cuts = new CutFinder(rate);
        this.dissolves = new DissolveFinder(rate);
        this.fades = new FadeFinder(rate, minFrames);
        this.gradualReach = Math.max(dissolves.reach(), fades.reach());
        this.window = new FrameWindow(2 * (cuts.lookAhead() + gradualReach) + 2);
        this.assembler = new ShotAssembler(minFrames, options.maxFrames());
    }

    /**
     * Takes the next frame in presentation order.
     *
     * @param image the frame's luma, {@link #WIDTH} by {@link #HEIGHT}; kept, and must not be changed afterwards
     * @param keyFrame whether the source coded it as a key frame, which is a good place for a split
     * @return the shots now known to be final, usually none
     */
    public List<Shot> push(LumaImage image, boolean keyFrame) {
        FrameSignature frame = new FrameSignature(window.end(), image, keyFrame);
        window.add(frame);
        FrameStep step = window.step(frame.index());
        assembler.frame(frame.index(), keyFrame, step.residual());
        traits.add(frame, step);
        judge(window.end() - cuts.lookAhead(), window.end() - cuts.lookAhead() - gradualReach);
        return release(
                Math.min(cutsJudged, Math.min(dissolves.horizon(gradualsJudged), fades.horizon(gradualsJudged))));
    }

    /** Returns the remaining shots; no frame may be pushed afterwards. */
    public List<Shot> finish() {
        judge(window.end(), window.end());
        note(dissolves.finish());
        List<Shot> closed = new ArrayList<>(release(window.end()));
        closed.addAll(assembler.finish(window.end()));
        return closed;
    }

    /** Returns the statistics of a shot's frames; to be called once for each shot, in order. */
    public ShotStatistics traits(FrameRange shot) {
        return traits.take(shot);
    }

    /** Looks for hard cuts and gradual changes up to the given frames, both exclusive. */
    private void judge(long cutsEnd, long gradualsEnd) {
        for (; cutsJudged < cutsEnd; cutsJudged++) {
            Boundary cut = cutsJudged == 0 ? null : cuts.judge(window, cutsJudged);
            if (cut != null) {
                window.markCut(cutsJudged);
                note(cut);
            }
        }
        for (; gradualsJudged < gradualsEnd; gradualsJudged++) {
            note(dissolves.judge(window, gradualsJudged));
            note(fades.judge(window, gradualsJudged));
        }
    }

    private void note(@Nullable Boundary boundary) {
        if (boundary != null) {
            found.add(boundary);
        }
    }

    private List<Shot> release(long horizon) {
        while (!found.isEmpty() && found.peek().frame() < horizon) {
            assembler.boundary(found.remove());
        }
        return assembler.closed(horizon);
    }
}
