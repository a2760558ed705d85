package io.jndencode.encode.shot;

import io.jndencode.encode.EncodedShot;
import io.jndencode.encode.Progress;
import io.jndencode.encode.cap.RateCeiling;
import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.readahead.ShotFrames;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.Segment;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.crf.RateMapping;
import io.jndencode.quality.ShotQuality;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a shot in full: reuses a finished segment if there is one, measures it if requested, and tries other QPs
 * or CRFs while the measurement is off the target. Owns the readers of the source. Safe for several threads, each working on
 * another shot.
 */
final class ShotEncoder implements AutoCloseable {
    private final WorkFolder folder;
    private final EncoderChoice encoder;
    private final RefinementTarget aim;
    private final Consumer<Progress> listener;
    private final ChunkEncoder coder;
    private final ShotProbe probe;

    /** One encode of a shot; {@code kept} if an earlier run had made it. */
    private record Attempt(
            PlannedShot shot,
            Segment segment,
            boolean kept,
            @Nullable ShotQuality quality) {}

    ShotEncoder(WorkFolder folder, EncoderChoice encoder, RefinementTarget aim, Consumer<Progress> listener) {
        this.folder = folder;
        this.encoder = encoder;
        this.aim = aim;
        this.listener = listener;
        this.coder = new ChunkEncoder(folder.source());
        this.probe = new ShotProbe(folder, coder, aim, encoder);
    }

    /** From now on reaches frames by reading up to them. */
    void withoutSeeking() {
        coder.withoutSeeking();
    }

    /**
     * Encodes a shot and notifies the listener.
     *
     * @param kept its frames, if they were kept since they were read; released afterwards
     */
    EncodedShot encode(PlannedShot planned, ExpectedFrames frames, Optional<ShotFrames> kept) {
        Chunk whole = Chunk.whole(planned.shot().frames(), frames);
        try (ShotInput input = new ShotInput(whole, kept, aim.checks().measure(), coder)) {
            return encode(planned, input);
        }
    }

    private EncodedShot encode(PlannedShot planned, ShotInput input) {
        Refinement refinement = refinement(planned, input);
        Attempt first = attempt(refinement.first, input);
        Attempt best = first;
        boolean kept = first.kept();
        int attempts = 1;
        refinement.see(first);
        OptionalDouble next = refinement.next(attempts);
        while (next.isPresent()) {
            Attempt attempt = attempt(refinement.at.apply(next.getAsDouble()), input);
            attempts++;
            kept &= attempt.kept();
            refinement.see(attempt);
            best = refinement.search.best() == quantiser(attempt.shot()) ? attempt : best;
            next = refinement.next(attempts);
        }
        EncodedShot encoded = new EncodedShot(
                best.shot(),
                best.segment(),
                attempts,
                refinement.probed,
                best.quality(),
                deviation(planned, first, best));
        listener.accept(new Progress.Encoded(encoded, kept));
        return encoded;
    }

    /**
     * How a shot is brought to its target.
     *
     * @param first the shot as it is encoded first
     * @param probed frames encoded before that
     * @param most how often the shot may be encoded
     * @param search decides what comes next
     * @param error by how much an encode is coarser (+) or finer (-) than the target
     * @param at the shot at another QP or CRF
     */
    private record Refinement(
            PlannedShot first,
            int probed,
            int most,
            RateSearch search,
            ToDoubleFunction<Attempt> error,
            DoubleFunction<PlannedShot> at) {
        void see(Attempt attempt) {
            search.tried(quantiser(attempt.shot()), error.applyAsDouble(attempt));
        }

        /** Returns the QP or CRF of the next encode; empty if there is none. */
        OptionalDouble next(int attempts) {
            return attempts < most ? search.next() : OptionalDouble.empty();
        }
    }

    private static double quantiser(PlannedShot shot) {
        return shot.settings().quantiser();
    }

    /** A QP is refined to the level that the rule measures, a CRF to the quality of the QP it stands for. */
    private Refinement refinement(PlannedShot planned, ShotInput input) {
        if (aim.refines() && planned.crf() != null) {
            return toTheQuality(planned, probe.wanted(planned, input));
        }
        ShotProbe.Found found = aim.refines() ? probe.find(planned, input) : new ShotProbe.Found(planned, 0);
        return new Refinement(
                found.shot(),
                found.frames(),
                aim.refines() ? 1 + aim.checks().refinements() : 1,
                RateSearch.ofQps(aim.limits()),
                attempt -> error(attempt).orElse(Double.NaN),
                qp -> encoder.moved(planned, (int) qp));
    }

    private Refinement toTheQuality(PlannedShot planned, ShotProbe.Wanted wanted) {
        RateMapping mapping = RateMapping.of(encoder.encoder().id());
        RateSearch search = RateSearch.ofCrfs(mapping, planned.qp());
        return new Refinement(
                planned.atCrf(search.looked(quantiser(planned), wanted.look())),
                wanted.frames(),
                (wanted.withoutLook() ? 2 : 1) + aim.checks().refinements(),
                search,
                attempt -> wanted.error(attempt.quality()),
                planned::atCrf);
    }

    /** Encodes a shot once more, as the ceiling on the stream's rate wants it, and notifies the listener. */
    EncodedShot again(RateCeiling.Anew anew, ExpectedFrames frames) {
        EncodedShot earlier = anew.earlier();
        Chunk whole = Chunk.whole(anew.next().shot().frames(), frames);
        try (ShotInput input =
                new ShotInput(whole, Optional.empty(), aim.checks().measure(), coder)) {
            Attempt attempt = attempt(anew.next(), input);
            OptionalDouble error = error(attempt);
            EncodedShot.Deviation before = earlier.deviation();
            EncodedShot encoded = new EncodedShot(
                    attempt.shot(),
                    attempt.segment(),
                    earlier.attempts() + 1,
                    earlier.probed(),
                    attempt.quality(),
                    before == null || error.isEmpty()
                            ? null
                            : new EncodedShot.Deviation(before.prediction(), error.getAsDouble()));
            listener.accept(new Progress.Encoded(encoded, attempt.kept()));
            return encoded;
        }
    }

    private EncodedShot.@Nullable Deviation deviation(PlannedShot planned, Attempt first, Attempt best) {
        OptionalDouble ofFirst = error(first);
        OptionalDouble ofBest = error(best);
        return ofFirst.isEmpty() || ofBest.isEmpty()
                ? null
                : new EncodedShot.Deviation(
                        first.shot().qp() - ofFirst.getAsDouble() - planned.qp(), ofBest.getAsDouble());
    }

    private OptionalDouble error(Attempt attempt) {
        return aim.error(attempt.quality(), attempt.shot().qp());
    }

    private Attempt attempt(PlannedShot shot, ShotInput input) {
        EncoderSettings settings = encoder.settings(shot);
        String key = folder.keys().segment(shot.shot().frames(), settings);
        Optional<Segment> kept = folder.segments().find(key, input.chunk().times());
        Segment segment = kept.isPresent() ? kept.get() : encodeAnew(shot, input, settings, key);
        ShotQuality quality =
                aim.checks().measure() ? folder.ledger().quality(key, () -> input.measure(segment.file())) : null;
        return new Attempt(shot, segment, kept.isPresent(), quality);
    }

    private Segment encodeAnew(PlannedShot shot, ShotInput input, EncoderSettings settings, String key) {
        int index = shot.shot().index();
        Segment segment = input.encode(
                settings, folder.segments().place(key), done -> listener.accept(new Progress.Encoding(index, done)));
        folder.segments().add(key, segment);
        return segment;
    }

    @Override
    public void close() {
        coder.close();
    }
}
