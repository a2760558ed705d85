package io.jndencode.farm.encode;

import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.farm.CommandRunner;
import io.jndencode.farm.FarmJob;
import io.jndencode.farm.analysis.FarmAnalysis;
import io.jndencode.farm.jobs.TaskSize;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.job.EncodeJob;
import io.jndencode.job.JobOutcome;
import io.jndencode.job.JobRequest;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.readahead.FrameViews;
import io.jndencode.plan.Preset;
import io.jndencode.plan.sidecar.SidecarFile;
import io.jndencode.plan.sidecar.SidecarForecast;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Analyses, plans and encodes one video on a farm and joins its shots here; the output is, byte for byte, that of one machine.
 */
public final class FarmEncode {
    private final Request request;
    private final JndModel model;
    private final CommandRunner runner;
    private final Consumer<FarmProgress> listener;

    /**
     * What to encode, and how the machines of the farm start the program.
     *
     * @param source as it was probed
     * @param output the video
     * @param sidecar written when the output is complete
     * @param overwrite whether an existing output may be replaced
     * @param modelName as the machines of the farm find the model
     * @param program the words that start jnd-encode on the machines
     * @param seconds the shortest part of the video that is worth a task of the analysis
     * @param size the least work of a task that encodes
     * @param worthwhile how many percent of the video must be expected to be saved for it to be encoded; null to encode it in any case
     */
    public record Request(
            MediaInfo source,
            Path output,
            Path sidecar,
            boolean overwrite,
            Preset preset,
            String modelName,
            List<String> program,
            double seconds,
            TaskSize size,
            @Nullable Double worthwhile) {
        public Request {
            program = List.copyOf(program);
        }
    }

    /**
     * How a job ended.
     *
     * @param lostFrames number of frames of the source that could not be decoded
     * @param leftAlone whether nothing was encoded because too little would be saved
     */
    public record Ending(long lostFrames, boolean leftAlone) {}

    /**
     * A job that has not begun.
     *
     * @param model the one that {@code request.modelName()} names, for what this machine analyses itself; stays the caller's
     * @param runner stays the caller's
     */
    public FarmEncode(Request request, JndModel model, CommandRunner runner, Consumer<FarmProgress> listener) {
        this.request = request;
        this.model = model;
        this.runner = runner;
        this.listener = listener;
    }

    /** Runs the job to its end. */
    public Ending run() {
        List<String> known =
                EncodePipeline.tryOutput(request.source(), request.preset().encoding(), request.output());
        known.forEach(this::warn);
        JobOutcome planned = plan();
        SidecarForecast forecast = planned.sidecar().forecast();
        Double worthwhile = request.worthwhile();
        if (worthwhile != null && forecast != null && forecast.savesLessThan(worthwhile)) {
            FarmJob.remove(FarmJob.folder(request.output()));
            SidecarFile.write(planned.sidecar(), request.sidecar());
            listener.accept(new FarmProgress.LeftAlone(forecast));
            return new Ending(planned.lostFrames(), true);
        }
        listener.accept(new FarmProgress.Encoding(planned.plan().shots().size()));
        FarmJob.Result result = new FarmJob(
                        new FarmJob.Request(
                                planned.sidecar(),
                                source(),
                                request.output(),
                                request.overwrite(),
                                request.program(),
                                request.size()),
                        runner,
                        event -> listener.accept(new FarmProgress.Task(event)))
                .run();
        SidecarFile.write(result.outcome().sidecar(), request.sidecar());
        result.warnings().stream().filter(warning -> !known.contains(warning)).forEach(this::warn);
        listener.accept(new FarmProgress.Encoded(result.tasks(), result.work()));
        return new Ending(planned.lostFrames(), false);
    }

    /** The analysis, by the machines where the video can be cut, else here. */
    private JobOutcome plan() {
        listener.accept(new FarmProgress.Analysing());
        if (!FrameViews.takes(request.source())) {
            listener.accept(new FarmProgress.AnalysedAlone("it is filtered by what remembers other frames"));
            return job().run();
        }
        FarmAnalysis.Request parts = new FarmAnalysis.Request(
                source(),
                request.preset(),
                request.modelName(),
                request.program(),
                FarmJob.folder(request.output()),
                request.seconds(),
                List.of(request.source().filterChain()));
        FarmAnalysis.Outcome outcome =
                new FarmAnalysis(parts, runner, event -> listener.accept(new FarmProgress.Task(event))).run(model);
        EncodeJob job = job();
        if (outcome instanceof FarmAnalysis.Outcome.Found found) {
            JobOutcome planned = job.plan(found.pictures().get(0));
            listener.accept(new FarmProgress.Analysed(found.parts(), found.groups(), found.work()));
            return planned;
        }
        String reason = ((FarmAnalysis.Outcome.OneMachine) outcome).reason();
        listener.accept(new FarmProgress.AnalysedAlone(reason));
        return job.run();
    }

    private EncodeJob job() {
        EncodeJob job = new EncodeJob(
                new JobRequest(source(), request.preset(), null, false, Resources.ofThisMachine()),
                model,
                this::onProgress);
        return request.source().filtered() == null ? job : job.knowing(request.source());
    }

    /** Absolute, since the machines of the farm have other working folders. */
    private Path source() {
        return request.source().file().toAbsolutePath();
    }

    private void onProgress(Progress progress) {
        if (progress instanceof Progress.Warning warning) {
            warn(warning.message());
        }
    }

    private void warn(String message) {
        listener.accept(new FarmProgress.Warning(message));
    }
}
