package io.jndencode.analysis;

import io.jndencode.media.LumaImage;
import io.jndencode.media.Rational;
import io.jndencode.shot.GivenShots;
import io.jndencode.shot.Shot;
import io.jndencode.shot.alike.LookLog;
import io.jndencode.shot.alike.ShotLook;
import io.jndencode.shot.detect.ShotDetector;
import io.jndencode.shot.detect.ShotOptions;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shots in a sequence of frames and chooses the frames to predict each from. The result depends on the frames alone and not on
 * their origin: decoded here, or examined earlier by other machines. Counts from the first frame it receives. Not thread-safe.
 *
 * @param <P> type of a picture for the model
 */
public final class ShotPass<P> {
    /** Upper bound on the delay of shot detection, which limits how long candidates must be kept. */
    private static final double DELAY_SECONDS = 5;

    private final Consumer<DetectedShot<P>> sink;
    private final ShotDetector detector;
    private final @Nullable GivenShots known;
    private final FrameSampler<P> sampler;
    private final PtsWindow pts = new PtsWindow();
    private @Nullable LookLog log;
    private BiConsumer<Integer, ShotLook> looks = (shot, look) -> {};
    private long endPts;

    /**
     * The settings of a pass.
     *
     * @param shots limits on the length of a shot
     * @param mostSamples most frames per shot for the model
     * @param given shots known beforehand; null to detect them
     * @param looksBack whether the model also uses the previous frame
     */
    public record Wanted(
            ShotOptions shots, int mostSamples, @Nullable List<Shot> given, boolean looksBack) {
        public Wanted {
            Objects.requireNonNull(shots, "shots is null");
            given = given == null ? null : List.copyOf(given);
        }

        private int shortest(double rate) {
            return given == null
                    ? (int) Math.max(Math.max(1, shots.minFrames()), Math.round(shots.minSeconds() * rate))
                    : GivenShots.shortest(given);
        }
    }

    /**
     * Creates a pass over a video.
     *
     * @param frameRate frame rate of the video, as far as it is known
     * @param sink takes every shot, in order
     */
    public ShotPass(Wanted wanted, Rational frameRate, Consumer<DetectedShot<P>> sink) {
        double rate = frameRate.framesPerSecond();
        this.sink = sink;
        this.detector = new ShotDetector(wanted.shots(), rate);
        this.known = wanted.given() == null ? null : new GivenShots(wanted.given());
        FrameSampler<P> frames = new FrameSampler<>(
                wanted.mostSamples(),
                rate,
                wanted.shortest(rate),
                (int) Math.ceil(DELAY_SECONDS * rate) + wanted.shots().minFrames());
        this.sampler = wanted.looksBack() ? frames.lookingBack() : frames;
    }

    /** Passes every picture that was created but will not be used to the sink. To be called before the first frame. */
    public ShotPass<P> discarding(Consumer<P> unwanted) {
        sampler.discarding(unwanted);
        return this;
    }

    /** Passes what every shot looks like to the sink, by the shot's index, before the shot itself. To be called before the first frame. */
    public ShotPass<P> noting(@Nullable BiConsumer<Integer, ShotLook> sink) {
        if (sink != null) {
            log = new LookLog();
            looks = sink;
        }
        return this;
    }

    /** Takes the next frame. */
    public void push(FrameView<P> frame) {
        long index = pts.end();
        pts.add(frame.pts());
        endPts = frame.pts() + Math.max(1, frame.duration());
        sampler.push(index, frame::picture);
        LumaImage luma = frame.luma();
        if (log != null) {
            log.add(luma);
        }
        List<Shot> found = detector.push(luma, frame.keyFrame());
        hand(known != null ? known.push() : found);
    }

    /** Sets the end of the last frame's display, because a frame outside the range follows it. */
    void followedAt(long time) {
        endPts = time;
    }

    /** Returns the number of frames so far. */
    public long frames() {
        return pts.end();
    }

    /** Passes on the remaining shots; at least one frame is needed. */
    public void finish() {
        hand(known != null ? known.finish() : detector.finish());
    }

    private void hand(List<Shot> closed) {
        for (Shot shot : closed) {
            long end = shot.frames().end();
            long until = end < pts.end() ? pts.at(end) : endPts;
            if (log != null) {
                looks.accept(shot.index(), log.take(shot.frames()));
            }
            long[] times = pts.take(shot.frames().start(), end);
            sink.accept(new DetectedShot<>(
                    shot, times, until, detector.traits(shot.frames()), sampler.take(shot.frames())));
        }
    }
}
