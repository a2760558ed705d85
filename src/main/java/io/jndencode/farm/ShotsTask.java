package io.jndencode.farm;

import io.jndencode.encode.shot.ShotSegments;
import io.jndencode.job.SidecarSource;
import io.jndencode.media.segment.Segment;
import io.jndencode.plan.EncodePlan;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.sidecar.Sidecar;
import java.nio.file.Path;
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
        for (Part part : parts) {
            EncodePlan plan = part.plan().plan();
            try (ShotSegments segments = new ShotSegments(SidecarSource.opened(source, part.plan()), plan)) {
                for (int i = 0; i < shots.size(); i++) {
                    PlannedShot shot = plan.shots().get(shots.get(i));
                    Path file = part.files().get(i);
                    Optional<Segment> found = segments.find(shot, file);
                    listener.accept(new Made(
                            shots.get(i),
                            found.isPresent() ? found.get() : segments.encode(shot, file, done -> {}),
                            found.isPresent()));
                }
            }
        }
    }
}
