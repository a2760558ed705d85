package io.jndencode.cli.encode;

import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.OutputNames;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CheckOptions;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.KeepOptions;
import io.jndencode.cli.options.ProgressOptions;
import io.jndencode.cli.view.BatchEnding;
import io.jndencode.cli.view.BatchResult;
import io.jndencode.cli.view.JobView;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.encode.VerifyOptions;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.job.EncodeJob;
import io.jndencode.job.JobOutcome;
import io.jndencode.job.JobRequest;
import io.jndencode.job.TextFiles;
import io.jndencode.job.series.Episode;
import io.jndencode.job.series.EpisodeLevels;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.TimeRange;
import io.jndencode.plan.Preset;
import io.jndencode.plan.sidecar.SidecarFile;
import io.jndencode.plan.sidecar.SidecarTotals;
import io.jndencode.plan.sidecar.SourceVideo;
import io.jndencode.shot.Shot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One video of a command line: runs its job, shows its progress, writes its files. Shared by {@code jnd-encode} and
 * {@code plan}.
 *
 * @param input the video
 * @param output the encoded video, null to plan only
 * @param workFor the output for which unfinished work is kept, also if it is only planned
 * @param sidecar the record of the job
 */
record VideoTask(Path input, @Nullable Path output, Path workFor, Path sidecar) {
    VideoTask(Path input, Path output, Path sidecar) {
        this(input, output, output, sidecar);
    }

    /** Options shared by all videos of one command line. */
    record Options(
            TimeRange range,
            @Nullable List<Shot> shots,
            Preset preset,
            JndModel model,
            Resources work,
            boolean overwrite,
            @Nullable Double worthwhile,
            boolean trying,
            KeepOptions keep,
            CheckOptions check,
            VerifyOptions checks,
            Console console,
            ProgressOptions progress,
            CommonOptions common) {
        Ending ending() {
            return new Ending(keep, check);
        }

        /** Returns these options for a video that was analysed by this run already. */
        Options goingOn() {
            Resources kept = new Resources(work.workers(), work.tempDir(), work.keepTemp(), true);
            return new Options(
                    range,
                    shots,
                    preset,
                    model,
                    kept,
                    overwrite,
                    worthwhile,
                    trying,
                    keep,
                    check,
                    checks,
                    console,
                    progress,
                    common);
        }
    }

    /**
     * A task and its video as it was probed.
     *
     * @param levels those of the series that it is part of, once these are known; null for its own
     */
    record Ready(VideoTask task, MediaInfo source, @Nullable EpisodeLevels levels) {
        Ready(VideoTask task, MediaInfo source) {
            this(task, source, null);
        }
    }

    /** What to do with a finished encode. */
    record Ending(KeepOptions keep, CheckOptions check) {}

    /** Declares the files it writes, before any work. */
    void declare(RunFiles files, boolean overwrite, @Nullable Path tempDir) {
        if (output != null) {
            files.writesWhole("the output", output, () -> overwrite || left(output));
        }
        OutputNames.refuseForeign(sidecar, input);
        files.writes("the sidecar", sidecar, () -> overwrite || left(sidecar));
        declareWork(files, tempDir);
    }

    /** Declares the folders of unfinished work. */
    void declareWork(RunFiles files, @Nullable Path tempDir) {
        EncodeJob.workFolders(workFor, tempDir)
                .forEach(folder -> files.worksIn("the folder of unfinished work", folder));
    }

    /** Removes the leftovers of a run of this task that was killed after all its work was done. */
    void sweep() {
        EncodeJob.sweep(workFor);
    }

    /**
     * Returns whether a file was left by a run of this task that was killed before it ended, so that it may be
     * replaced.
     */
    boolean left(Path file) {
        return EncodeJob.left(workFor, file, input);
    }

    /** Returns whether the result exists already. */
    boolean isDone() {
        return Files.exists(result()) && !left(result());
    }

    /** Returns the path printed when the task is done. */
    Path result() {
        return output == null ? sidecar : output;
    }

    /**
     * Runs the job on the probed video; {@code exports} receives the outcome to write further files.
     *
     * @param levels those of its series; null for its own
     */
    BatchEnding run(Options manner, MediaInfo source, @Nullable EpisodeLevels levels, TextFiles.Writer exports) {
        JobView view = view(manner, output);
        EncodeJob job = new EncodeJob(request(manner, output), manner.model(), view::on).knowing(source);
        if (manner.trying()) {
            job.trying();
        }
        if (levels == null) {
            return finish(view, job::run, exports, manner.ending());
        }
        job.following(levels::levels);
        levels.remarks().forEach(sentence -> view.on(new Progress.Warning(sentence)));
        Job noting = files -> job.run((done, texts) -> files.write(done.with(levels.record(done.sidecar())), texts));
        return finish(view, noting, exports, manner.ending());
    }

    /** Analyses the probed video alone, and keeps what it finds for {@link #run}. */
    Episode analyse(Options manner, MediaInfo source) {
        JobView view = view(manner, null);
        try {
            return Episode.analysed(
                    request(manner, null),
                    source,
                    manner.model(),
                    manner.progress().json() ? event -> {} : view::on);
        } finally {
            view.clear();
        }
    }

    private JobView view(Options manner, @Nullable Path made) {
        return manner.progress()
                .view(
                        new JobView.Task(
                                input,
                                made,
                                sidecar,
                                manner.preset().target().toString(),
                                manner.preset().name(),
                                manner.model().card().name()),
                        manner.console(),
                        manner.common());
    }

    private JobRequest request(Options manner, @Nullable Path made) {
        return new JobRequest(
                input,
                manner.range(),
                manner.shots(),
                manner.preset(),
                made,
                workFor,
                manner.overwrite(),
                manner.work(),
                manner.checks(),
                manner.worthwhile());
    }

    /** A job whose progress is shown. */
    interface Job {
        JobOutcome run(TextFiles.Writer files);
    }

    /** Runs any job on this task's files and reports how it ends. */
    BatchEnding finish(JobView view, Job job, TextFiles.Writer exports, Ending ending) {
        JobOutcome outcome;
        boolean kept;
        try {
            outcome = job.run((done, files) -> {
                files.write(sidecar, SidecarFile.text(done.sidecar()));
                exports.write(done, files);
            });
            kept = outcome.leftAlone() || ending.keep().keepsSource(output, outcome);
        } catch (RuntimeException | Error e) {
            view.clear();
            throw e;
        }
        view.done(outcome, kept);
        if (outcome.lostFrames() > 0 && !kept) {
            throw new JndException.Quality("%s is done, but %d frames of it are missing: it is damaged or was cut off"
                    .formatted(input, outcome.lostFrames()));
        }
        if (!kept) {
            ending.check().demand(input, outcome);
        }
        BatchResult result = kept ? BatchResult.KEPT : output == null ? BatchResult.PLANNED : BatchResult.ENCODED;
        return new BatchEnding(input, result, totals(outcome), outcome.seconds(), 0, kept ? reason(outcome) : "");
    }

    private static String reason(JobOutcome outcome) {
        return outcome.leftAlone()
                ? "less would be saved than --skip-efficient asks for"
                : "the encode is larger than asked for";
    }

    /** Returns the sizes before and after, which are the same for a source that is left alone. */
    private static @Nullable SidecarTotals totals(JobOutcome outcome) {
        SidecarTotals encoded = outcome.sidecar().totals();
        SourceVideo source = outcome.sidecar().source();
        Long video = source.videoBytes();
        if (!outcome.leftAlone()) {
            return encoded;
        }
        return video == null
                ? null
                : SidecarTotals.of(
                                source.stored().bytes(), source.stored().bytes(), outcome.seconds(), outcome.seconds())
                        .withVideo(video, video);
    }
}
