package io.jndencode.encode.cap;

import io.jndencode.JndException;
import io.jndencode.encode.EncodedShot;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    /** Encodes shots again; the results are in the same order. */
    @FunctionalInterface
    public interface Encodes {
        List<EncodedShot> again(List<Anew> shots);
    }

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

    public RateCeiling(EncoderChoice encoder) {
        this.encoder = encoder;
        this.cap = encoder.cap();
    }

    /** Has shots encoded again until all fit, if there is a ceiling; throws if one does not fit at the encoder's coarsest. */
    public Held hold(List<EncodedShot> encoded, Encodes encodes) {
        if (!cap.limits()) {
            return new Held(encoded, null);
        }
        List<EncodedShot> shots = new ArrayList<>(encoded);
        List<CodedFrames> frames = new ArrayList<>();
        shots.forEach(shot -> frames.add(CodedFrames.of(shot.segment().file())));
        while (true) {
            List<ShotAtCap> states = ShotAtCap.all(cap, frames);
            List<Integer> places = new ArrayList<>();
            List<Anew> broken = new ArrayList<>();
            for (int i = 0; i < shots.size(); i++) {
                if (states.get(i).broken()) {
                    places.add(i);
                    broken.add(new Anew(shots.get(i), next(shots.get(i).shot(), states.get(i))));
                }
            }
            if (broken.isEmpty()) {
                return new Held(shots, StreamPeak.of(cap, frames));
            }
            List<EncodedShot> again = encodes.again(broken);
            for (int i = 0; i < again.size(); i++) {
                shots.set(places.get(i), again.get(i));
                frames.set(places.get(i), CodedFrames.of(again.get(i).segment().file()));
            }
        }
    }

    private PlannedShot next(PlannedShot shot, ShotAtCap state) {
        double fill = Math.max(1, Math.floor(state.start() * STEPS)) / STEPS;
        PlannedShot.Capped before = shot.capped();
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
        double halvings = -Math.log(1 - Math.min(0.99, state.lacking())) / Math.log(2);
        double step = Math.max(1, Math.ceil(coarsest * HALVING * halvings));
        if (encoder.encoder().holdsBuffer()) { // bound by its buffer, it hardly heeds its CRF
            step = Math.max(step, (crf - before.wantedCrf()) / 2);
        }
        return shot.below(Math.min(fill, before.bufferStart()), Math.min(coarsest, crf + step));
    }
}
