package io.jndencode.shot.detect;

import io.jndencode.media.LumaImage;
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
 * Finds the shots of a video from a small luma picture of every frame, as they come.
 *
 * <p>Hard cuts are found first, since the search of gradual changes must know them; the boundaries of all kinds then go
 * to one place in order, which drops those too close together and splits shots that are too long. Shots are handed out
 * in order, closed for certain, with a bounded delay (some three seconds after their last frame; a long shot as soon as
 * its split is certain); together they cover every frame pushed exactly once. The same frames always give the same
 * shots. Not for several threads at once.
 */
public final class ShotDetector {
    /** Width of the luma pictures to push, in pixels. */
    public static final int WIDTH = FrameSignature.WIDTH;
    /** Height of the luma pictures to push, in pixels, whatever the video's shape. */
    public static final int HEIGHT = FrameSignature.HEIGHT;

    private static final double USUAL_RATE = 25;

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

    /** A detector for a video of about {@code frameRate} frames a second; 0 where that is unknown. */
    public ShotDetector(ShotOptions options, double frameRate) {
        double rate = frameRate > 0 ? Math.max(5, Math.min(frameRate, 60)) : USUAL_RATE;
        int minFrames = options.minFrames(frameRate > 0 ? frameRate : USUAL_RATE);
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
     * @param image the frame's luma, {@link #WIDTH} by {@link #HEIGHT}; kept, not to be changed afterwards
     * @param keyFrame whether the source coded it as a key frame: a good place for a split
     * @return the shots now known to be closed, mostly none
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

    /** The remaining shots; nothing may be pushed afterwards. */
    public List<Shot> finish() {
        judge(window.end(), window.end());
        note(dissolves.finish());
        List<Shot> closed = new ArrayList<>(release(window.end()));
        closed.addAll(assembler.finish(window.end()));
        return closed;
    }

    /** What frames that were pushed look like together; to be asked of each shot once, in order, before a later one. */
    public ShotStatistics traits(FrameRange shot) {
        return traits.take(shot);
    }

    /** Judges hard cuts and gradual changes up to the frames given, both exclusive. */
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
