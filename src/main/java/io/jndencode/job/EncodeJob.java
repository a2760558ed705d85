package io.jndencode.job;

import io.jndencode.JndException;
import io.jndencode.analysis.AnalysedShot;
import io.jndencode.encode.EncodedShot;
import io.jndencode.encode.OneAtATime;
import io.jndencode.encode.Progress;
import io.jndencode.encode.resume.Provenance;
import io.jndencode.encode.resume.SourceHash;
import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.encode.shot.Alongside;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.encode.shot.RefinementTarget;
import io.jndencode.encode.shot.ShotTrial;
import io.jndencode.file.TextFile;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.plan.EncodePlan;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.Planner;
import io.jndencode.plan.Preset;
import io.jndencode.plan.sidecar.Sidecar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The main job: analyses and plans one video and, if requested, encodes it while the analysis still runs.
 *
 * <p>Used once, by one thread. Interrupting that thread ends it with {@link JndException.Interrupted}; finished work
 * stays in a folder beside the output, and the same job resumes from it.
 */
public final class EncodeJob {
    private final JobRequest request;
    private final JndModel model;
    private final Consumer<Progress> listener;
    private final long begun = System.nanoTime();
    private final List<PlannedShot> planned = new ArrayList<>();
    private @Nullable MediaInfo probed;
    private Alongside others = Alongside.nobody();
    private double analysisSeconds;
    private boolean told;
    private boolean trying;
    private UnaryOperator<AnalysedShot> levels = shot -> shot;

    /** Creates a job; the caller closes the model. The listener is called from several threads, one at a time. */
    public EncodeJob(JobRequest request, JndModel model, Consumer<Progress> listener) {
        this.request = request;
        this.model = model;
        this.listener = new OneAtATime(listener);
    }

    /**
     * Returns whether a file exists because a run for this output was killed between naming it and ending, so that the next run may replace it.
     * A file that a person put there since does not count.
     */
    public static boolean left(Path output, Path file, Path input) {
        return WorkFolder.left(output, file, input);
    }

    /** Removes the empty folder of a run for this output that was killed at its very end. */
    public static void sweep(Path output) {
        WorkFolder.sweep(output);
    }

    /** Returns the folders for unfinished work on an output: one beside it, and one in the folder for temporary files if there is one. */
    public static List<Path> workFolders(Path output, @Nullable Path tempDir) {
        return WorkFolder.folders(output, tempDir);
    }

    /** Uses an earlier probe of the input instead of probing it again, unless the input has changed since. */
    public EncodeJob knowing(MediaInfo source) {
        probed = source;
        return this;
    }

    /** Shares the decoding, the encoders and the memory with other jobs on the same video. */
    public EncodeJob sharing(Alongside shared) {
        others = shared;
        return this;
    }

    /** Encodes a few frames of every shot, where it only plans, to foretell sizes more closely. */
    public EncodeJob trying() {
        trying = true;
        return this;
    }

    /** Gives every shot, before it is planned, the levels that others of its kind have. */
    public EncodeJob following(UnaryOperator<AnalysedShot> shared) {
        levels = shared;
        return this;
    }

    private MediaInfo source() {
        return probed == null ? MediaProbe.probe(request.input()) : MediaProbe.current(probed);
    }

    /** Plans shots of the whole video that were found and judged elsewhere; writes nothing. */
    public JobOutcome plan(AnalysedSource analysed) {
        MediaInfo source = source();
        Planner planner = new Planner(request.preset(), source.video());
        try (SourceHash hash = SourceHash.start(source.file())) {
            analysed.shots().forEach(sink(planner::plan, null)::shot);
            return outcome(source, hash, new Analysis.Outcome(analysed.totals(), analysed.videoBytes()), null, null);
        }
    }

    /** Analyses, plans, encodes and joins; writes only the output. */
    public JobOutcome run() {
        return run((outcome, files) -> {});
    }

    /**
     * Analyses, plans, encodes and joins; {@code files} receives the outcome while the job could still be resumed, and
     * writes the accompanying files.
     */
    public JobOutcome run(TextFiles.Writer files) {
        if (request.output() != null) {
            EncodePipeline.check(request.preset().encoding(), request.output());
            EncodePipeline.checkPlace(request.input(), request.output(), request.overwrite());
        }
        MediaInfo source = source();
        Planner planner = new Planner(request.preset(), source.video());
        listener.accept(new Progress.Opened(source, request.range().frames(source)));
        try (SourceHash hash = SourceHash.start(source.file())) {
            if (request.output() != null) {
                return encode(source, planner, hash, files);
            }
            if (request.plannedFor() != null) {
                return plan(source, planner, hash, files);
            }
            JobOutcome outcome = planned(source, planner, hash, null);
            files.write(outcome, TextFile::write);
            return outcome;
        }
    }

    /**
     * Plans only, in the folder of the output the plan is for, so that a later encode to that output resumes from
     * there.
     */
    private JobOutcome plan(MediaInfo source, Planner planner, SourceHash hash, TextFiles.Writer files) {
        Path output = Objects.requireNonNull(request.plannedFor());
        return in(new WorkFolder.Job(source, output, request.work(), false), files, folder -> {
            JobOutcome outcome = planned(source, planner, hash, folder);
            folder.checkSource();
            return outcome;
        });
    }

    private JobOutcome planned(MediaInfo source, Planner planner, SourceHash hash, @Nullable WorkFolder folder) {
        try (ShotTrial trial = new ShotTrial(source, request.preset().encoding(), trying ? folder : null)) {
            Analysis.Sink sink = sink(shot -> trial.of(planner.plan(shot), shot.pts()), null);
            Analysis.Outcome totals = new Analysis(request, source, model, folder, others).run(sink);
            return outcome(source, hash, totals, folder, null);
        }
    }

    private JobOutcome encode(MediaInfo source, Planner planner, SourceHash hash, TextFiles.Writer files) {
        Path output = Objects.requireNonNull(request.output());
        List<String> known = EncodePipeline.tryOutput(source, request.preset().encoding(), output);
        known.forEach(warning -> listener.accept(new Progress.Warning(warning)));
        return in(new WorkFolder.Job(source, output, request.work()), files, folder -> {
            if (request.worthwhile() != null) {
                JobOutcome plan = planned(source, planner, hash, folder);
                if (plan.savesLessThan(request.worthwhile())) {
                    return plan.left();
                }
                planned.clear(); // and taken from the folder again, without reading the video
                told = true;
            }
            try (EncodePipeline pipeline = new EncodePipeline(folder, manner(), listener)) {
                Analysis.Outcome totals =
                        new Analysis(request, source, model, folder, others).run(sink(planner::plan, pipeline));
                analysisSeconds = seconds();
                EncodePipeline.Result result =
                        pipeline.finish(request.overwrite(), !request.range().whole());
                result.warnings().stream()
                        .filter(warning -> !known.contains(warning))
                        .forEach(warning -> listener.accept(new Progress.Warning(warning)));
                return outcome(source, hash, totals, folder, result);
            }
        });
    }

    /** Runs work in a folder and writes the files that accompany its outcome. */
    private JobOutcome in(WorkFolder.Job job, TextFiles.Writer files, Function<WorkFolder, JobOutcome> work) {
        try (WorkFolder folder = WorkFolder.open(job, listener)) {
            JobOutcome outcome = refusable(folder, work);
            files.write(outcome, folder::write);
            folder.finished();
            return outcome;
        }
    }

    private static JobOutcome refusable(WorkFolder folder, Function<WorkFolder, JobOutcome> work) {
        try {
            return work.apply(folder);
        } catch (JndException.Usage e) {
            folder.refused();
            throw e;
        }
    }

    private EncodePipeline.Manner manner() {
        Preset preset = request.preset();
        return new EncodePipeline.Manner(
                preset.encoding(),
                request.work(),
                RefinementTarget.of(request.checks(), preset.target(), preset.limits()),
                others);
    }

    /**
     * Plans every shot and submits it to the pipeline. The analysis ends together with the encode, and reports repaired
     * timestamps to it.
     */
    private Analysis.Sink sink(Function<AnalysedShot, PlannedShot> planner, @Nullable EncodePipeline pipeline) {
        return new Analysis.Sink() {
            @Override
            public void shot(AnalysedShot analysed) {
                PlannedShot shot = planner.apply(levels.apply(analysed));
                planned.add(shot);
                if (!told) {
                    listener.accept(new Progress.Planned(shot));
                }
                if (pipeline != null) {
                    pipeline.submit(shot, new ExpectedFrames.Exactly(analysed.pts()));
                }
            }

            @Override
            public void frame(VideoReader reader) {
                if (pipeline != null) {
                    pipeline.keep(reader);
                }
            }

            @Override
            public void framesRead(long frames, long codedBytes, boolean repaired) {
                listener.accept(new Progress.FramesRead(frames, codedBytes));
                if (pipeline != null) {
                    if (repaired) {
                        pipeline.readOnly();
                    }
                    pipeline.check();
                }
            }

            @Override
            public void remark(String sentence) {
                listener.accept(new Progress.Warning(sentence));
            }
        };
    }

    private JobOutcome outcome(
            MediaInfo source,
            SourceHash hash,
            Analysis.Outcome analysed,
            @Nullable WorkFolder folder,
            EncodePipeline.@Nullable Result result) {
        Sidecar sidecar = Results.planned(request, source, hash.await(), analysed, Provenance.model(model), planned);
        // What an earlier run encoded must not show in the record of an encode: it is the same however it was made.
        JobForecast forecast = new JobForecast(request, source, result == null ? folder : null);
        sidecar = sidecar.with(forecast.of(planned, analysed.videoBytes()));
        if (result != null) {
            sidecar = Results.add(sidecar, result, new Results.Seconds(analysisSeconds, seconds()));
        }
        List<PlannedShot> shots = result == null
                ? planned
                : result.shots().stream().map(EncodedShot::shot).toList();
        return new JobOutcome(
                new EncodePlan(request.preset().encoding(), shots),
                sidecar,
                analysed.totals().lostFrames(),
                seconds(),
                result == null ? List.of() : result.quality());
    }

    private double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }
}
