package io.jndencode.job;

import io.jndencode.JndException;
import io.jndencode.encode.EncodedShot;
import io.jndencode.encode.cap.RateCeiling;
import io.jndencode.encode.resume.Keys;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.stitch.Stitcher;
import io.jndencode.plan.EncodePlan;
import io.jndencode.plan.sidecar.Sidecar;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Joins the segments made by {@link ShotJob}s to the output, giving the same bytes as one machine. */
public final class StitchJob {
    private final Request request;
    private final long begun = System.nanoTime();

    /**
     * What to join.
     *
     * @param sidecar the plan
     * @param source its video
     * @param segments one for each shot, in order
     * @param output the video to create
     * @param overwrite whether an existing file may be replaced
     */
    public record Request(Sidecar sidecar, Path source, List<Path> segments, Path output, boolean overwrite) {
        public Request {
            Objects.requireNonNull(sidecar, "sidecar is null");
            segments = List.copyOf(segments);
        }
    }

    /**
     * The result of joining.
     *
     * @param outcome the plan and the sidecar with results
     * @param warnings one sentence for each stream of the source that could not be kept
     */
    public record Joined(JobOutcome outcome, List<String> warnings) {}

    public StitchJob(Request request) {
        this.request = request;
    }

    /** Joins the segments and returns the outcome. */
    public Joined run() {
        EncodePlan plan = request.sidecar().plan();
        EncodePipeline.checkPlace(request.source(), request.output(), request.overwrite());
        ApplyJob.checkWhole(request.sidecar(), request.source());
        if (request.segments().size() != plan.shots().size()) {
            throw new JndException.Usage("there are %d segments for the sidecar's %d shots"
                    .formatted(request.segments().size(), plan.shots().size()));
        }
        SegmentCheck.allThere(request.segments());
        MediaInfo source = SidecarSource.opened(request.source(), request.sidecar());
        Keys keys = Keys.of(source);
        List<EncodedShot> shots = new SegmentCheck(keys, plan).of(request.segments());
        CappedShots capped = new CappedShots(request, source);
        RateCeiling.Held held = capped.hold(shots);
        Stitcher.Result joined = Stitcher.stitch(new Stitcher.Job(
                source,
                held.shots().stream().map(shot -> shot.segment().file()).toList(),
                request.output(),
                request.overwrite(),
                request.sidecar().range() == null
                        ? null
                        : Stitcher.Part.until(shots.get(shots.size() - 1).shot().endPts()),
                null,
                plan.encoder().streams(),
                file -> {}));
        double seconds = (System.nanoTime() - begun) / 1e9;
        Sidecar sidecar = Results.add(
                request.sidecar(),
                new EncodePipeline.Result(
                        held.shots(), joined.bytes(), joined.videoBytes(), joined.warnings(), held.peak()),
                new Results.Seconds(0, seconds));
        capped.remove(held.shots());
        EncodePlan done = new EncodePlan(
                plan.encoder(), held.shots().stream().map(EncodedShot::shot).toList());
        return new Joined(new JobOutcome(done, sidecar, 0, seconds, List.of()), joined.warnings());
    }
}
