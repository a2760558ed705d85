package io.jndencode.farm;

import io.jndencode.encode.shot.RungSegments;
import io.jndencode.encode.shot.ShotSegments;
import io.jndencode.job.SidecarSource;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.segment.Segment;
import io.jndencode.plan.EncodePlan;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.sidecar.Sidecar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Encodes shots of a plan, or of several with the same shots, to segments: the task of one machine in a farm. May be run again and by
 * several machines at once: what is there, whole and of the same work, is left alone, so that a task that was killed goes on behind its last
 * finished shot.
 *
 * @param parts the plans
 * @param source their video
 * @param shots their numbers, rising
 */
public record ShotsTask(List<Part> parts, Path source, List<Integer> shots) {
    public ShotsTask {
        parts = List.copyOf(parts);
        shots = List.copyOf(shots);
    }

    /**
     * What is made of one plan.
     *
     * @param files the segments, one for each of the shots
     */
    public record Part(Sidecar plan, List<Path> files) {
        public Part {
            files = List.copyOf(files);
        }
    }

    /**
     * A segment that is there now.
     *
     * @param shot its number
     * @param found whether it was there before
     */
    public record Made(int shot, Segment segment, boolean found) {}

    /** Does the work and tells of each segment. */
    public void run(Consumer<Made> listener) {
        List<Open> open = new ArrayList<>();
        try (RungSegments together = new RungSegments(source)) {
            for (Part part : parts) {
                open.add(new Open(part, SidecarSource.opened(source, part.plan())));
            }
            for (int i = 0; i < shots.size(); i++) {
                make(i, open, together, listener);
            }
        } finally {
            open.forEach(Open::close);
        }
    }

    /** Makes what is missing of a shot, from one decoding where the rungs can share it. */
    private void make(int place, List<Open> open, RungSegments together, Consumer<Made> listener) {
        List<Optional<Segment>> found = open.stream()
                .map(each -> each.segments.find(
                        each.shot(shots.get(place)), each.part.files().get(place)))
                .toList();
        List<RungSegments.Wanted> shared = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            RungSegments.Wanted wanted = open.get(i).wanted(shots.get(place), place);
            if (found.get(i).isEmpty() && wanted.shares()) {
                shared.add(wanted);
            }
        }
        Iterator<Segment> made = shared.size() > 1 ? together.encode(shared).iterator() : Collections.emptyIterator();
        for (int i = 0; i < open.size(); i++) {
            RungSegments.Wanted wanted = open.get(i).wanted(shots.get(place), place);
            Segment segment = found.get(i).isPresent()
                    ? found.get(i).get()
                    : made.hasNext() && wanted.shares()
                            ? made.next()
                            : wanted.segments().encode(wanted.shot(), wanted.file(), done -> {});
            listener.accept(new Made(shots.get(place), segment, found.get(i).isPresent()));
        }
    }

    /** A plan with its video opened. */
    private static final class Open implements AutoCloseable {
        private final Part part;
        private final MediaInfo picture;
        private final EncodePlan plan;
        private final ShotSegments segments;

        Open(Part part, MediaInfo picture) {
            this.part = part;
            this.picture = picture;
            this.plan = part.plan().plan();
            this.segments = new ShotSegments(picture, plan);
        }

        PlannedShot shot(int number) {
            return plan.shots().get(number);
        }

        RungSegments.Wanted wanted(int number, int place) {
            return new RungSegments.Wanted(
                    segments, picture, shot(number), part.files().get(place));
        }

        @Override
        public void close() {
            segments.close();
        }
    }
}
