package io.jndencode.analysis;

import io.jndencode.media.Rational;
import io.jndencode.shot.GivenShots;
import io.jndencode.shot.Shot;
import io.jndencode.shot.detect.ShotDetector;
import io.jndencode.shot.detect.ShotOptions;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shots of frames that come one after the other, and chooses the frames each is to be judged by. What comes out depends on
 * the frames alone, not on where they come from: decoded here, or looked at by other machines before. Counts from the first frame it is
 * given. Not for several threads at once.
 *
 * @param <P> what a picture for the model is
 */
public final class ShotPass<P> {
    /** Detection closes a shot a few seconds late at most: this many are always enough to keep candidates for. */
    private static final double DELAY_SECONDS = 5;

    private static final double USUAL_FRAME_RATE = 25;

    private final Consumer<DetectedShot<P>> sink;
    private final ShotDetector detector;
    private final @Nullable GivenShots known;
    private final FrameSampler<P> sampler;
    private final PtsWindow pts = new PtsWindow();
    private long endPts;

    /**
     * What is looked for.
     *
     * @param shots what counts as a shot
     * @param mostSamples frames of one shot the model looks at, at most
     * @param given shots known beforehand, null to detect them
     * @param looksBack whether the model wants the frame before each one too
     */
    public record Wanted(
            ShotOptions shots, int mostSamples, @Nullable List<Shot> given, boolean looksBack) {
        public Wanted {
            Objects.requireNonNull(shots, "shots is null");
            given = given == null ? null : List.copyOf(given);
        }

        private int shortest(double rate) {
            return given == null
                    ? (int) Math.max(1, Math.round(shots.minSeconds() * rate))
                    : GivenShots.shortest(given);
        }
    }

    /**
     * A pass over a video.
     *
     * @param frameRate of the video, as far as it is known
     * @param sink takes every shot, in order
     */
    public ShotPass(Wanted wanted, Rational frameRate, Consumer<DetectedShot<P>> sink) {
        double rate = frameRate.known() ? frameRate.toDouble() : USUAL_FRAME_RATE;
        this.sink = sink;
        this.detector = new ShotDetector(wanted.shots(), rate);
        this.known = wanted.given() == null ? null : new GivenShots(wanted.given());
        FrameSampler<P> frames = new FrameSampler<>(
                wanted.mostSamples(), rate, wanted.shortest(rate), (int) Math.ceil(DELAY_SECONDS * rate));
        this.sampler = wanted.looksBack() ? frames.lookingBack() : frames;
    }

    /** Tells of pictures that were asked for and will not be handed out; to be asked for at the start. */
    public ShotPass<P> discarding(Consumer<P> unwanted) {
        sampler.discarding(unwanted);
        return this;
    }

    /** Takes the next frame. */
    public void push(FrameView<P> frame) {
        long index = pts.end();
        pts.add(frame.pts());
        endPts = frame.pts() + Math.max(1, frame.duration());
        sampler.push(index, frame::picture);
        List<Shot> found = detector.push(frame.luma(), frame.keyFrame());
        hand(known != null ? known.push() : found);
    }

    /** Says that the last frame stops being shown at this time, because one that is not to be looked at follows. */
    void followedAt(long time) {
        endPts = time;
    }

    /** Frames so far. */
    public long frames() {
        return pts.end();
    }

    /** Hands out the remaining shots, after at least one frame. */
    public void finish() {
        hand(known != null ? known.finish() : detector.finish());
    }

    private void hand(List<Shot> closed) {
        for (Shot shot : closed) {
            long end = shot.frames().end();
            long until = end < pts.end() ? pts.at(end) : endPts;
            long[] times = pts.take(shot.frames().start(), end);
            sink.accept(new DetectedShot<>(
                    shot, times, until, detector.traits(shot.frames()), sampler.take(shot.frames())));
        }
    }
}
