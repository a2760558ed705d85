package io.jndencode.encode;

import io.jndencode.media.ExpectedFrames;
import io.jndencode.media.Segment;
import io.jndencode.media.SegmentEncoder;
import io.jndencode.media.VideoReader;
import io.jndencode.media.X264Settings;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import io.jndencode.quality.QualityMeter;
import io.jndencode.quality.ShotQuality;
import io.jndencode.shot.FrameRange;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a shot for good: takes a finished segment where there is one, measures it where that is asked for, and tries other QPs while
 * the measurement is off the target. Owns the readers of the source. For several threads, each at another shot.
 */
final class ShotEncoder implements AutoCloseable {
    private final WorkFolder folder;
    private final EncoderChoice encoder;
    private final Aim aim;
    private final Consumer<Progress> listener;
    private final ShotReaders encoding;
    private final ShotReaders measuring;

    /** One encode of a shot; {@code kept} where an earlier run had made it. */
    private record Attempt(
            PlannedShot shot,
            Segment segment,
            boolean kept,
            @Nullable ShotQuality quality) {}

    /** Once a shot has been encoded, it is measured with a reader of its own that follows behind: neither needs to go back. */
    ShotEncoder(WorkFolder folder, EncoderChoice encoder, Aim aim, Consumer<Progress> listener) {
        this.folder = folder;
        this.encoder = encoder;
        this.aim = aim;
        this.listener = listener;
        this.encoding = new ShotReaders(folder.source());
        this.measuring = new ShotReaders(folder.source());
    }

    /** From here on frames are reached by reading up to them. */
    void withoutSeeking() {
        encoding.withoutSeeking();
        measuring.withoutSeeking();
    }

    /** How a shot is encoded; fails if libx264 cannot do it so. */
    X264Settings settings(PlannedShot shot) {
        return EncodePipeline.settings(encoder, shot);
    }

    /** Encodes a shot and tells the listener. */
    EncodedShot encode(PlannedShot planned, ExpectedFrames frames) {
        QpSearch search = new QpSearch(aim.limits());
        Attempt first = attempt(planned, frames, search);
        Attempt best = first;
        boolean kept = first.kept();
        int attempts = 1;
        OptionalInt next = next(search, attempts);
        while (next.isPresent()) {
            Attempt attempt = attempt(planned.withQp(next.getAsInt()), frames, search);
            attempts++;
            kept &= attempt.kept();
            best = search.best() == attempt.shot().qp() ? attempt : best;
            next = next(search, attempts);
        }
        EncodedShot encoded =
                new EncodedShot(best.shot(), best.segment(), attempts, best.quality(), deviation(first, best));
        listener.accept(new Progress.Encoded(encoded, kept));
        return encoded;
    }

    private OptionalInt next(QpSearch search, int attempts) {
        return attempts > aim.checks().refinements() || aim.rule() == null ? OptionalInt.empty() : search.next();
    }

    private EncodedShot.@Nullable Deviation deviation(Attempt first, Attempt best) {
        OptionalDouble ofFirst = error(first);
        OptionalDouble ofBest = error(best);
        return ofFirst.isEmpty() || ofBest.isEmpty()
                ? null
                : new EncodedShot.Deviation(-ofFirst.getAsDouble(), ofBest.getAsDouble());
    }

    private OptionalDouble error(Attempt attempt) {
        return aim.rule() == null || attempt.quality() == null
                ? OptionalDouble.empty()
                : aim.rule().qpError(attempt.quality(), attempt.shot().qp());
    }

    private Attempt attempt(PlannedShot shot, ExpectedFrames frames, QpSearch search) {
        X264Settings settings = settings(shot);
        String key = folder.keys().segment(shot.shot().frames(), settings);
        Optional<Segment> kept = folder.segments().find(key, frames);
        Segment segment = kept.isPresent() ? kept.get() : encodeAnew(shot, frames, settings, key);
        ShotQuality quality = aim.checks().measure() ? measured(shot, frames, segment, key) : null;
        Attempt attempt = new Attempt(shot, segment, kept.isPresent(), quality);
        search.tried(shot.qp(), error(attempt).orElse(Double.NaN));
        return attempt;
    }

    private Segment encodeAnew(PlannedShot shot, ExpectedFrames frames, X264Settings settings, String key) {
        int index = shot.shot().index();
        Segment segment = encoding.use(
                shot.shot().frames().start(),
                frames.pts(0),
                reader -> new SegmentEncoder(settings)
                        .encode(
                                reader,
                                frames,
                                folder.segments().place(key),
                                done -> listener.accept(new Progress.Encoding(index, done))));
        folder.segments().add(key, segment);
        return segment;
    }

    private ShotQuality measured(PlannedShot shot, ExpectedFrames frames, Segment segment, String key) {
        ShotQuality known = folder.ledger().quality(key);
        if (known != null) {
            return known;
        }
        FrameRange range = shot.shot().frames();
        ShotQuality quality = measuring.use(
                range.start(),
                frames.pts(0),
                (VideoReader reader) -> QualityMeter.segment(reader, segment.file(), range));
        folder.ledger().add(new Entry.Measured(key, quality));
        return quality;
    }

    @Override
    public void close() {
        encoding.close();
        measuring.close();
    }
}
