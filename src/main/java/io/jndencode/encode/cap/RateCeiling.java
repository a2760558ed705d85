package io.jndencode.encode.cap;

import io.jndencode.BoundedTasks;
import io.jndencode.JndException;
import io.jndencode.encode.EncodedShot;
import io.jndencode.math.Doublings;
import io.jndencode.media.bitstream.CodedFrames;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.media.segment.SegmentSizes;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.ShotSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings encoded shots below a ceiling on the rate of the stream they are joined to.
 *
 * <p>Shots that fit stay as they are, byte for byte. The others are encoded again, all of a round at once, by an encoder that is told how
 * full the buffer is when its shot begins; one that breaks the ceiling all the same is encoded coarser. A round later the buffer is known
 * better. The first shot that breaks the ceiling begins with a buffer that no later round changes, so that every round settles at least one
 * encode of one shot, and the end is reached. The result depends on nothing but the shots and the ceiling.
 */
public final class RateCeiling {
    /** Steps in which the encoder is told how full the buffer is, rounded down: a fuller one breaks nothing. */
    private static final double STEPS = 64;

    /** Share of the scale of CRFs that halves the bits, as a rule of thumb: 6 with x264 and x265, 9 with SVT-AV1. */
    private static final double HALVING = 1 / 8.0;

    private final EncoderChoice encoder;
    private final RateCap cap;
    private final Path source;

    /** A shot that does not fit, and how it is encoded next. */
    public record Anew(EncodedShot earlier, PlannedShot next) {}

    /**
     * Shots that fit below the ceiling.
     *
     * @param shots all of them, in order
     * @param peak how near they come to it; null without a ceiling
     */
    public record Held(List<EncodedShot> shots, @Nullable StreamPeak peak) {
        public Held {
            shots = List.copyOf(shots);
        }
    }

    /** @param source the video, for messages */
    public RateCeiling(EncoderChoice encoder, Path source) {
        this.encoder = encoder;
        this.cap = encoder.cap();
        this.source = source;
    }

    /**
     * Has shots encoded again until all fit, if there is a ceiling; throws if one does not fit at the encoder's coarsest.
     *
     * @param tasks runs the encodes of a round, and nothing else meanwhile
     * @param encode encodes a shot again, called from the tasks' threads
     */
    public Held hold(List<EncodedShot> encoded, BoundedTasks tasks, Function<Anew, EncodedShot> encode) {
        if (!cap.limits()) {
            return new Held(encoded, null);
        }
        EncodedShot[] shots = encoded.toArray(EncodedShot[]::new);
        CodedFrames[] frames = encoded.stream().map(RateCeiling::frames).toArray(CodedFrames[]::new);
        while (true) {
            List<ShotAtCap> states = ShotAtCap.all(cap, List.of(frames));
            if (states.stream().noneMatch(ShotAtCap::broken)) {
                return new Held(List.of(shots), StreamPeak.of(cap, List.of(frames)));
            }
            for (int i = 0; i < shots.length; i++) {
                if (states.get(i).broken()) {
                    int place = i;
                    Anew anew = new Anew(shots[i], next(shots[i].shot(), states.get(i)));
                    tasks.submit(
                            "encoding shot " + anew.next().shot().index() + " of " + source + " again",
                            () -> shots[place] = encode.apply(anew));
                }
            }
            tasks.finish();
            for (int i = 0; i < shots.length; i++) {
                frames[i] = states.get(i).broken() ? frames(shots[i]) : frames[i];
            }
        }
    }

    private static CodedFrames frames(EncodedShot shot) {
        return SegmentSizes.of(shot.segment().file());
    }

    private PlannedShot next(PlannedShot shot, ShotAtCap state) {
        double fill = Math.max(1, Math.floor(state.start() * STEPS)) / STEPS;
        ShotSettings.Capped before = shot.settings().capped();
        double crf = Objects.requireNonNull(shot.crf(), "a shot with a constant QP");
        if (before == null || (encoder.encoder().holdsBuffer() && fill < before.bufferStart())) {
            return shot.below(fill, crf);
        }
        double coarsest = encoder.encoder().highestCrf();
        if (crf >= coarsest) {
            throw new JndException.Encode(
                    "shot %d (frames %d to %d) does not fit below %d bits a second with a buffer of %d bits even at %s's"
                                    .formatted(
                                            shot.shot().index(),
                                            shot.shot().frames().start(),
                                            shot.shot().frames().end(),
                                            cap.maxrate(),
                                            cap.bufsize(),
                                            encoder.encoder().id())
                            + " coarsest CRF: give a higher --maxrate, a larger --bufsize or a smaller --scale");
        }
        double halvings = -Doublings.of(1 - Math.min(0.99, state.lacking()));
        double step = Math.max(1, Math.ceil(coarsest * HALVING * halvings));
        if (encoder.encoder().holdsBuffer()) { // bound by its buffer, it hardly heeds its CRF
            step = Math.max(step, (crf - before.wantedCrf()) / 2);
        }
        return shot.below(Math.min(fill, before.bufferStart()), Math.min(coarsest, crf + step));
    }
}
