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
import io.jndencode.ladder.LadderRequest;
import io.jndencode.ladder.LadderRungs;
import io.jndencode.ladder.Rung;
import io.jndencode.ladder.RungPicture;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.plan.Preset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private static final String AUTO = "auto";

    private final Console console;

    @Parameters(arity = "1", paramLabel = "INPUT", description = "the video")
    private @Nullable Path input;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "the folder to create, with master.m3u8 and manifest.mpd; it must not exist")
    private @Nullable Path output;

    @Option(
            names = "--rungs",
            paramLabel = "auto|RUNG,...",
            defaultValue = AUTO,
            description = "what to encode: a size and a level, 1080p@JND1,720p@JND1.5 (720p fits 1280x720); with an"
                    + " encoder svt-av1:720p@JND1.5, with a largest rate 720p@JND1.5@3M. Without a level --target counts, without an encoder --encoder."
                    + " auto (default): the video's size at --target and smaller ones, each a level coarser, without"
                    + " those not worth their place")
    private String rungs = AUTO;

    @Option(
            names = "--segment",
            paramLabel = "SECONDS",
            defaultValue = "4",
            description =
                    "length wished for the pieces that players fetch, 1 to 30: they begin at key frames (default: ${DEFAULT-VALUE})")
    private double segment = 4;

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
        LadderRequest.checkSegment(segment);
        EncodePipeline.check(plan.preset().encoding());
        if (!rungs.equals(AUTO)) {
            rungs(plan.preset());
        }
        work();
        plan.modelFile();
        LadderSource.check(filters.choice());
        BuildFolder.checkFree(output());
    }

    private Path output() {
        return Objects.requireNonNull(output, "picocli demands an output");
    }

    private Path input() {
        return Objects.requireNonNull(input, "picocli demands an input");
    }

    private Resources work() {
        return new Resources(workers, null, false, !anew);
    }

    private List<Rung> rungs(Preset preset) {
        return Rung.parse(rungs, preset.encoder(), preset.target());
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
            RungPicture picture = new RungPicture(source, LadderSource.of(source, filters.choice()));
            LadderRungs chosen = rungs.equals(AUTO)
                    ? LadderRungs.auto(preset.encoder(), preset.target(), picture)
                    : LadderRungs.of(rungs(preset), picture);
            LadderRequest request = new LadderRequest(picture, output(), chosen, preset, segment, work());
            LadderView view = new LadderView(request, console, progress, common);
            LadderJob.Outcome outcome;
            try {
                outcome = new LadderJob(request, loading.await(), view::on).run();
            } finally {
                view.clear();
            }
            view.done(outcome.record());
            return exitCode(outcome).code();
        }
    }

    private ExitCode exitCode(LadderJob.Outcome outcome) {
        if (outcome.lostFrames() == 0) {
            return ExitCode.DONE;
        }
        throw new JndException.Quality("%s is done, but %d frames of %s are missing: it is damaged or was cut off"
                .formatted(output(), outcome.lostFrames(), input()));
    }

    /** Names all files before any work. */
    private void declare() {
        RunFiles files = new RunFiles();
        files.reads("the input", input());
        plan.declare(files);
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
