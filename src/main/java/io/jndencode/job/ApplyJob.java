package io.jndencode.job;

import io.jndencode.JndException;
import io.jndencode.encode.EncodedShot;
import io.jndencode.encode.OneAtATime;
import io.jndencode.encode.Progress;
import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.encode.shot.RefinementTarget;
import io.jndencode.encode.shot.ShotSegments;
import io.jndencode.media.MediaInfo;
import io.jndencode.plan.EncodePlan;
import io.jndencode.plan.QpLimits;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarForecast;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Encodes a video according to a sidecar, without analysing it again. Used once, by one thread. */
public final class ApplyJob {
    private final ApplyRequest request;
    private final Consumer<Progress> listener;
    private final long begun = System.nanoTime();

    /** Creates a job; the listener is called from several threads, one at a time. */
    public ApplyJob(ApplyRequest request, Consumer<Progress> listener) {
        this.request = request;
        this.listener = new OneAtATime(listener);
    }

    /** Encodes according to the sidecar; writes only the output. */
    public JobOutcome run() {
        return run((outcome, files) -> {});
    }

    /**
     * Encodes according to the sidecar; {@code files} receives the outcome while the job could still be resumed, and
     * writes the accompanying files.
     */
    public JobOutcome run(TextFiles.Writer files) {
        EncodePipeline.check(request.sidecar().encoder().choice(), request.output());
        EncodePipeline.checkPlace(request.source(), request.output(), request.overwrite());
        MediaInfo source = SidecarSource.opened(request.source(), request.sidecar());
        EncodePlan plan = request.sidecar().plan();
        checkWhole(request.sidecar(), request.source());
        listener.accept(new Progress.Opened(source, plan.endFrame() - plan.firstFrame()));
        List<String> known = EncodePipeline.tryOutput(source, plan.encoder(), request.output());
        known.forEach(warning -> listener.accept(new Progress.Warning(warning)));
        WorkFolder.Job job = new WorkFolder.Job(source, request.output(), request.work());
        try (WorkFolder folder = WorkFolder.open(job, listener)) {
            foretell(plan);
            JobOutcome outcome = isWorthless()
                    ? new JobOutcome(plan, request.sidecar(), 0, seconds(), List.of()).left()
                    : encoded(plan, folder, known);
            files.write(outcome, folder::write);
            folder.finished();
            return outcome;
        }
    }

    private JobOutcome encoded(EncodePlan plan, WorkFolder folder, List<String> known) {
        EncodePipeline.Result result = encode(plan, folder);
        result.warnings().stream()
                .filter(warning -> !known.contains(warning))
                .forEach(warning -> listener.accept(new Progress.Warning(warning)));
        double seconds = seconds();
        Sidecar sidecar = Results.add(request.sidecar(), result, new Results.Seconds(0, seconds));
        EncodePlan done = new EncodePlan(
                plan.encoder(), result.shots().stream().map(EncodedShot::shot).toList());
        return new JobOutcome(done, sidecar, 0, seconds, result.quality());
    }

    private double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Tells what is known of the sizes of the source and of every shot. */
    private void foretell(EncodePlan plan) {
        Long videoBytes = request.sidecar().source().videoBytes();
        if (videoBytes != null) {
            listener.accept(new Progress.FramesRead(plan.endFrame() - plan.firstFrame(), videoBytes));
        }
        plan.shots().forEach(shot -> listener.accept(new Progress.Planned(shot)));
    }

    /** Returns whether less is expected to be saved than was asked for; warns where the sidecar does not tell. */
    private boolean isWorthless() {
        Double percent = request.worthwhile();
        SidecarForecast forecast = request.sidecar().forecast();
        if (percent == null) {
            return false;
        }
        Optional<String> missing = SidecarForecast.missing(request.sidecar());
        missing.ifPresent(sentence -> listener.accept(new Progress.Warning(sentence + "; it is encoded all the same")));
        return missing.isEmpty() && forecast != null && forecast.savesLessThan(percent);
    }

    private EncodePipeline.Result encode(EncodePlan plan, WorkFolder folder) {
        try (EncodePipeline pipeline = new EncodePipeline(folder, manner(plan), listener)) {
            plan.shots().forEach(shot -> pipeline.submit(shot, ShotSegments.frames(shot)));
            return pipeline.finish(request.overwrite(), request.sidecar().range() != null);
        }
    }

    private EncodePipeline.Manner manner(EncodePlan plan) {
        Sidecar.Planning planning = request.sidecar().planning();
        QpLimits limits = planning == null ? QpLimits.ALL : new QpLimits(planning.minQp(), planning.maxQp());
        return new EncodePipeline.Manner(
                plan.encoder(),
                request.work(),
                RefinementTarget.of(request.checks(), request.sidecar().target(), limits));
    }

    /**
     * Checks that the output will hold every frame requested: shots removed from a sidecar would silently cut the
     * video.
     */
    static void checkWhole(Sidecar sidecar, Path source) {
        EncodePlan plan = sidecar.plan();
        Sidecar.Range range = sidecar.range();
        if (range != null) {
            if (plan.firstFrame() != range.startFrame() || plan.endFrame() != range.endFrame()) {
                throw new JndException.Usage(
                        "the sidecar's shots cover the frames %d to %d, but its range the frames %d to %d"
                                .formatted(plan.firstFrame(), plan.endFrame(), range.startFrame(), range.endFrame()));
            }
            return;
        }
        long frames = sidecar.source().timing().frames();
        if (plan.firstFrame() != 0 || (frames > 0 && plan.endFrame() != frames)) {
            throw new JndException.Usage("the sidecar's shots cover the frames %d to %d, but %s has the frames 0 to %d"
                    .formatted(plan.firstFrame(), plan.endFrame(), source, frames));
        }
    }
}
