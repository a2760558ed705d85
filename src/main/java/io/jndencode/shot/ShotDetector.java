package io.jndencode.shot;

import io.jndencode.media.LumaImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shots of a video from a small luma picture of every frame, as they come.
 *
 * <p>Shots are handed out in order, closed for certain, with a bounded delay; together they cover every frame pushed
 * exactly once. The same frames always give the same shots. Not for several threads at once.
 */
public final class ShotDetector {
    /** Width of the luma pictures to push, in pixels. */
    public static final int WIDTH = FrameSignature.WIDTH;
    /** Height of the luma pictures to push, in pixels, whatever the video's shape. */
    public static final int HEIGHT = FrameSignature.HEIGHT;

    private final FrameWindow window;
    private final CutFinder cuts;
    private final ShotAssembler assembler;
    private long judged;

    /** A detector for a video of about {@code frameRate} frames a second (25 where unknown). */
    public ShotDetector(ShotOptions options, double frameRate) {
        double rate = frameRate > 0 ? Math.max(5, Math.min(frameRate, 120)) : 25;
        this.cuts = new CutFinder(Math.min(rate, 60));
        this.window = new FrameWindow(cuts.lookBack() + cuts.lookAhead() + 1);
        this.assembler = new ShotAssembler(options, rate);
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
        assembler.frame(
                frame.index(), keyFrame, window.difference(frame.index()).residual());
        while (judged + cuts.lookAhead() < window.end()) {
            judge();
        }
        return assembler.closed(judged);
    }

    /** The remaining shots; nothing may be pushed afterwards. */
    public List<Shot> finish() {
        while (judged < window.end()) {
            judge();
        }
        return assembler.finish(window.end());
    }

    private void judge() {
        @Nullable Boundary cut = judged == 0 ? null : cuts.judge(window, judged);
        if (cut != null) {
            assembler.boundary(cut);
        }
        judged++;
    }
}
