package io.jndencode.job;

import io.jndencode.JndException;
import io.jndencode.encode.Progress;
import io.jndencode.encode.resume.SegmentStamp;
import io.jndencode.encode.shot.ShotSegments;
import io.jndencode.media.segment.Segment;
import io.jndencode.plan.EncodePlan;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.sidecar.Sidecar;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Encodes one shot of a sidecar to a segment file for {@link StitchJob} to join: the task of one machine in a farm.
 *
 * <p>May be run again and by several machines at once: each writes under a name of its own and renames at the end, all
 * write the same bytes, and an existing segment that is complete and was made with the same settings is left alone.
 */
public final class ShotJob {
    private final Request request;
    private final Consumer<Progress> listener;

    /**
     * The shot to encode.
     *
     * @param sidecar the plan
     * @param source its video
     * @param index of the shot, from 0
     * @param segment file to create; its stamp is written beside it
     */
    public record Request(Sidecar sidecar, Path source, int index, Path segment) {}

    /**
     * The result of encoding a shot.
     *
     * @param segment the file
     * @param found whether it existed already
     */
    public record Outcome(Segment segment, boolean found) {}

    public ShotJob(Request request, Consumer<Progress> listener) {
        this.request = request;
        this.listener = listener;
    }

    /** Returns the file beside a segment that records what it was made from. */
    public static Path note(Path segment) {
        return SegmentStamp.place(segment);
    }

    /** Returns whether the file in a segment's place is a segment, complete or not, and may be replaced. */
    public static boolean isReplaceable(Path segment) {
        return SegmentStamp.read(segment).isPresent() || Segment.isOne(segment);
    }

    /** Encodes the shot into its segment. */
    public Outcome run() {
        EncodePlan plan = request.sidecar().plan();
        if (request.index() < 0 || request.index() >= plan.shots().size()) {
            throw new JndException.Usage("there is no shot %d: the sidecar has the shots 0 to %d"
                    .formatted(request.index(), plan.shots().size() - 1));
        }
        PlannedShot shot = plan.shots().get(request.index());
        try (ShotSegments segments =
                new ShotSegments(SidecarSource.opened(request.source(), request.sidecar()), plan)) {
            return run(segments, shot, request, listener);
        }
    }

    private static Outcome run(ShotSegments segments, PlannedShot shot, Request request, Consumer<Progress> listener) {
        Optional<Segment> found = segments.find(shot, request.segment());
        return new Outcome(
                found.isPresent()
                        ? found.get()
                        : segments.encode(
                                shot,
                                request.segment(),
                                done -> listener.accept(new Progress.Encoding(request.index(), done))),
                found.isPresent());
    }
}
