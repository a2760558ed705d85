package io.jndencode.cli.ladder;

import io.jndencode.ExitCode;
import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.Inputs;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.ChecksArguments;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.FilterOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.cli.options.PlanOptions;
import io.jndencode.cli.options.ProgressOptions;
import io.jndencode.cli.options.ResumeOptions;
import io.jndencode.cli.options.WorkOptions;
import io.jndencode.encode.Resources;
import io.jndencode.encode.resume.BuildFolder;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.jnd.inference.LoadingModel;
import io.jndencode.ladder.LadderJob;
import io.jndencode.ladder.LadderPlan;
import io.jndencode.ladder.LadderRequest;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.plan.Preset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Encodes a video in several sizes and levels, and packages them for players of HLS and DASH. */
@Command(
        name = "ladder",
        header = "Encodes a video in several sizes and packages them for streaming, as HLS and DASH.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class LadderCommand implements Callable<Integer>, ChecksArguments {
    private final Console console;

    @Parameters(arity = "1", paramLabel = "INPUT", description = "the video")
    private @Nullable Path input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "the folder to create, with master.m3u8 and manifest.mpd; it must not exist")
    private @Nullable Path output;

    @Mixin
    private LadderOptions ladder = new LadderOptions();

    @Option(
            names = "--plan-only",
            description =
                    "make no ladder but its plan, for machines that share the work: DIR gets plan.json and a sidecar"
                            + " for each rung, for jnd-encode jobs")
    private boolean planOnly;

    @Option(
            names = "--forecast",
            description = "encode nothing: print the rungs with the rates and sizes they are expected to have")
    private boolean forecast;

    @Mixin
    private PlanOptions plan = new PlanOptions();

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Option(names = "--workers", paramLabel = "N", description = WorkOptions.WORKERS)
    private @Nullable Integer workers;

    @Option(names = "--no-resume", description = ResumeOptions.ANEW)
    private boolean anew;

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public LadderCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkArguments() {
        EncodePipeline.check(plan.preset().encoding());
        ladder.check(plan.preset(), filters);
        work();
        plan.modelFile();
        if (forecast && planOnly) {
            throw new JndException.Usage("--forecast writes nothing and --plan-only a plan: give one of them");
        }
        if (!forecast) {
            BuildFolder.checkFree(output());
        }
    }

    private Path output() {
        if (output == null && !forecast) {
            throw new JndException.Usage("no folder for the ladder: name one that does not exist with -o DIR");
        }
        return output == null ? Path.of("ladder") : output;
    }

    private Path input() {
        return Objects.requireNonNull(input, "picocli demands an input");
    }

    private Resources work() {
        return new Resources(workers, null, false, !anew);
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        declare();
        plan.remark(console);
        FfmpegNatives.begin();
        Preset preset = plan.preset();
        try (LoadingModel loading = LoadingModel.begin(plan::modelFile)) {
            MediaInfo source = Inputs.probe(input());
            if (forecast) {
                return new ForecastRun(console, progress, common)
                        .run(place -> ladder.request(source, filters, preset, place, work()), loading.await())
                        .code();
            }
            LadderRequest request = ladder.request(source, filters, preset, output(), work());
            LadderView view = new LadderView(request, console, progress, common);
            try {
                LadderJob job = new LadderJob(request, loading.await(), view::on);
                return (planOnly ? planned(job.plan(), view) : made(job.run(), view)).code();
            } finally {
                view.clear();
            }
        }
    }

    private ExitCode made(LadderJob.Outcome outcome, LadderView view) {
        view.done(outcome.record());
        return exitCode(outcome.lostFrames());
    }

    private ExitCode planned(LadderPlan made, LadderView view) {
        view.planned(made);
        return exitCode(made.lostFrames());
    }

    private ExitCode exitCode(long lostFrames) {
        if (lostFrames == 0) {
            return ExitCode.DONE;
        }
        throw new JndException.Quality("%s is done, but %d frames of %s are missing: it is damaged or was cut off"
                .formatted(output(), lostFrames, input()));
    }

    /** Names all files before any work. */
    private void declare() {
        RunFiles files = new RunFiles();
        files.reads("the input", input());
        plan.declare(files);
        if (!forecast) {
            declareOutput(files);
        }
    }

    private void declareOutput(RunFiles files) {
        Path parent = output().toAbsolutePath().normalize().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new JndException.Encode("cannot write " + output() + ": there is no folder " + parent);
        }
        if (!Files.isWritable(parent)) {
            throw new JndException.Encode("cannot write " + output() + ": the folder " + parent + " is not writable");
        }
        files.worksIn("the folder of unfinished work", BuildFolder.of(output()));
    }
}
