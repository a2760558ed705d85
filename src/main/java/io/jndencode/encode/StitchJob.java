package io.jndencode.encode;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.Segment;
import io.jndencode.media.Stitcher;
import io.jndencode.media.X264Settings;
import io.jndencode.plan.EncodePlan;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.Sidecar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Joins the segments that {@link ShotJob}s made to the output: the same bytes as one machine's. */
public final class StitchJob {
    private final Request request;
    private final long begun = System.nanoTime();

    /**
     * What to join.
     *
     * @param sidecar the plan
     * @param source its video
     * @param segments one for each shot, in order
     * @param output the video to appear
     * @param overwrite whether it may replace a file
     */
    public record Request(Sidecar sidecar, Path source, List<Path> segments, Path output, boolean overwrite) {
        public Request {
            Objects.requireNonNull(sidecar, "sidecar is null");
            segments = List.copyOf(segments);
        }
    }

    /**
     * What came of it.
     *
     * @param outcome the plan and the sidecar with results
     * @param warnings one sentence for each stream of the source that could not be kept
     */
    public record Joined(JobOutcome outcome, List<String> warnings) {}

    public StitchJob(Request request) {
        this.request = request;
    }

    /** Does it. */
    public Joined run() {
        EncodePlan plan = request.sidecar().plan();
        EncodePipeline.checkPlace(request.source(), request.output(), request.overwrite());
        ApplyJob.checkWhole(request.sidecar(), request.source());
        if (request.segments().size() != plan.shots().size()) {
            throw new JndException.Usage("there are %d segments for the sidecar's %d shots"
                    .formatted(request.segments().size(), plan.shots().size()));
        }
        MediaInfo source = ApplyJob.opened(request.source(), request.sidecar());
        List<EncodedShot> shots = new ArrayList<>();
        Keys keys = new Keys(SourceIdentity.of(source.file()), Provenance.tool());
        for (int i = 0; i < plan.shots().size(); i++) {
            shots.add(new EncodedShot(plan.shots().get(i), checked(keys, plan, i), 1, 0, null, null));
        }
        Stitcher.Result joined = Stitcher.stitch(new Stitcher.Job(
                source,
                request.segments(),
                request.output(),
                request.overwrite(),
                request.sidecar().range() == null
                        ? null
                        : Stitcher.Part.until(shots.get(shots.size() - 1).shot().endPts()),
                null,
                file -> {}));
        double seconds = (System.nanoTime() - begun) / 1e9;
        Sidecar sidecar = Results.add(
                request.sidecar(),
                new EncodePipeline.Result(shots, joined.bytes(), joined.warnings()),
                new Results.Seconds(0, seconds));
        return new Joined(new JobOutcome(plan, sidecar, 0, seconds, List.of()), joined.warnings());
    }

    /** A segment that is whole, and made from this video with this shot's settings as far as its stamp tells. */
    private Segment checked(Keys keys, EncodePlan plan, int index) {
        PlannedShot shot = plan.shots().get(index);
        Path file = request.segments().get(index);
        Segment segment = Segment.verified(file, ApplyJob.frames(shot))
                .orElseThrow(() -> new JndException.Encode(
                        "%s is not the whole segment of shot %d: make it with jnd-encode shot".formatted(file, index)));
        X264Settings settings = EncodePipeline.settings(plan.encoder(), shot);
        String key = keys.segment(shot.shot().frames(), settings);
        boolean other = SegmentStamp.read(file)
                .filter(stamp -> !stamp.key().equals(key))
                .isPresent();
        if (other) {
            throw new JndException.Encode(
                    "%s was made with other settings, another video or another version than shot %d asks for: make it again"
                            .formatted(file, index));
        }
        return segment;
    }
}
