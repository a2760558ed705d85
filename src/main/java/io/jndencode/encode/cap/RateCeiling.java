package io.jndencode.encode.cap;

import io.jndencode.BoundedTasks;
import io.jndencode.JndException;
import io.jndencode.encode.EncodedShot;
import io.jndencode.media.bitstream.CodedFrames;
import io.jndencode.media.bitstream.LeakyBucket;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.media.segment.SegmentSizes;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.ShotSettings;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** How full the buffer is assumed to be after a shot that breaks the ceiling, where the encoder of the next is told so. */
    private static final double ASSUMED = 0.5;

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
        List<List<Coarsening.Tried>> tried = new ArrayList<>();
        encoded.forEach(shot -> tried.add(new ArrayList<>()));
        CodedFrames[] frames = encoded.stream().map(RateCeiling::frames).toArray(CodedFrames[]::new);
        // An encoder that holds no buffer would encode too coarsely, and for good, what is taken to begin with an
        // emptier one than it does.
        double assumed = encoder.encoder().holdsBuffer() ? ASSUMED : LeakyBucket.INITIAL;
        while (true) {
            List<ShotAtCap> states = ShotAtCap.all(cap, List.of(frames), assumed);
            if (states.stream().noneMatch(ShotAtCap::broken)) {
                return new Held(List.of(shots), StreamPeak.of(cap, List.of(frames)));
            }
            for (int i = 0; i < shots.length; i++) {
                if (states.get(i).broken()) {
                    int place = i;
                    PlannedShot shot = shots[i].shot();
                    tried.get(i).add(new Coarsening.Tried(crf(shot), frames[i]));
                    Anew anew = new Anew(shots[i], next(shot, states.get(i).start(), tried.get(i)));
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

    private static double crf(PlannedShot shot) {
        return Objects.requireNonNull(shot.crf(), "a shot with a constant QP");
    }

    private PlannedShot next(PlannedShot shot, double start, List<Coarsening.Tried> tried) {
        double fill = Math.max(1, Math.floor(start * STEPS)) / STEPS;
        ShotSettings.Capped before = shot.settings().capped();
        boolean told = encoder.encoder().holdsBuffer() && (before == null || fill < before.bufferStart());
        if (told) {
            return shot.below(fill, crf(shot));
        }
        if (crf(shot) >= encoder.encoder().highestCrf()) {
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
        double wanted = before == null ? crf(shot) : before.wantedCrf();
        double crf = new Coarsening(cap, encoder.encoder()).next(wanted, start, tried);
        return shot.below(before == null ? fill : Math.min(fill, before.bufferStart()), crf);
    }
}
