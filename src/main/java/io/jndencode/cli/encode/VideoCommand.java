package io.jndencode.cli.encode;

import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.InputFiles;
import io.jndencode.cli.files.InputList;
import io.jndencode.cli.files.Inputs;
import io.jndencode.cli.files.OutputKind;
import io.jndencode.cli.files.OutputNames;
import io.jndencode.cli.files.OutputOptions;
import io.jndencode.cli.files.OutputPlace;
import io.jndencode.cli.files.ReadsAddresses;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CheckOptions;
import io.jndencode.cli.options.ChecksArguments;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.ExportOptions;
import io.jndencode.cli.options.FilterOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.cli.options.KeepOptions;
import io.jndencode.cli.options.PlanOptions;
import io.jndencode.cli.options.ProgressOptions;
import io.jndencode.cli.options.RangeOptions;
import io.jndencode.encode.Resources;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.LoadingModel;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.plan.Preset;
import io.jndencode.shot.Shot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The common part of the main job and {@code plan}: both analyse videos with a model. */
abstract class VideoCommand implements Callable<Integer>, ChecksArguments {
    private final Console console;

    @Parameters(
            arity = "0..*",
            paramLabel = "INPUT",
            description = "the videos: files, http and https addresses, folders with all below them, or quoted patterns"
                    + " such as 'films/**/*.mkv'")
    @ReadsAddresses
    private List<String> inputs = List.of();

    @Mixin
    private InputList list = new InputList();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private PlanOptions plan = new PlanOptions();

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Mixin
    private RangeOptions range = new RangeOptions();

    @Option(
            names = "--consistent",
            description =
                    "give shots of several videos that show the same pictures, as intros and recaps of a series, the same"
                            + " levels; analyses all videos before it encodes the first")
    private boolean consistent;

    @Mixin
    private ExportOptions exports = new ExportOptions();

    @Mixin
    private ReportOption report = new ReportOption();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    VideoCommand(Console console) {
        this.console = console;
    }

    /** Returns the task for one input, its outputs not yet checked. */
    abstract VideoTask task(Path input, OutputPlace place, Preset preset);

    /** Returns whether an output is made; a plan may be given the name of its sidecar instead. */
    abstract boolean encodes();

    /** Returns how encodes are checked. */
    abstract CheckOptions check();

    /** Returns how the machine is used. */
    abstract Resources work();

    /** Returns when an encode is discarded. */
    abstract KeepOptions keep();

    /** Returns when a source is left alone. */
    abstract SkipOptions skip();

    /** Returns whether to encode a few frames of every shot to foretell its size. */
    boolean trying() {
        return false;
    }

    @Override
    public final void checkArguments() {
        if (inputs.isEmpty() && !list.given()) {
            throw new JndException.Usage("no INPUT: name the video to encode, or a command. Try: jnd-encode --help");
        }
        if (!inputs.isEmpty()) {
            InputFiles.refuseCommands(inputs);
        }
        keep().check();
        skip().check();
        check().checks(report.asked());
        work();
        Preset preset = plan.preset();
        exports.check(preset.encoding().rateControl());
        exports.check(preset.keyDistances());
        exports.check(preset.encoding().cap());
        exports.check(!range.range().whole());
        EncodePipeline.check(preset.encoding());
        range.shots();
        filters.choice();
        plan.modelFile();
        if (encodes()) {
            output.check(list.given() ? List.of() : inputs);
        }
        list.check(inputs, "INPUT");
    }

    @Override
    public final Integer call() {
        common.apply();
        inputRules.apply();
        List<InputFiles.Found> found = list.find(inputs);
        Inputs.check(several(found), output, exports.any() || report.asked());
        if (consistent && !several(found)) {
            throw new JndException.Usage(
                    "--consistent compares the shots of several videos: name more than one, a folder, a pattern or a --list");
        }
        plan.remark(console);
        FfmpegNatives.begin();
        try (LoadingModel loading = LoadingModel.begin(plan::modelFile)) {
            return call(found, loading);
        }
    }

    private int call(List<InputFiles.Found> found, LoadingModel loading) {
        boolean several = several(found);
        Preset preset = plan.preset();
        List<Shot> shots = range.shots();
        Batch batch = new Batch(console, progress, common, several);
        List<InputFiles.Found> left = several ? Inputs.withoutOutputs(found) : found;
        RunFiles files = read(left);
        Inputs.leftOut(found, left).forEach(file -> files.reads("the input", file));
        List<Path> finished = new ArrayList<>();
        List<VideoTask.Ready> tasks = tasks(left, preset, batch, files, finished);
        if (!tasks.isEmpty()) {
            JndModel model = loading.await();
            VideoTask.Options manner = new VideoTask.Options(
                    range.range(),
                    shots,
                    preset,
                    model,
                    work(),
                    output.overwrite(),
                    skip().worthwhile(),
                    trying(),
                    keep(),
                    check(),
                    check().checks(report.asked()),
                    console,
                    progress,
                    common);
            if (consistent) {
                new SeriesBatch(manner, batch, this::looked)
                        .analyse(tasks, finished)
                        .forEach(ready -> run(ready, ready::source, manner.goingOn(), batch));
            } else {
                tasks.forEach(ready -> run(ready, () -> looked(ready.source()), manner, batch));
            }
        }
        return batch.finish();
    }

    private void run(VideoTask.Ready ready, Supplier<MediaInfo> source, VideoTask.Options manner, Batch batch) {
        VideoTask task = ready.task();
        batch.run(
                task.input(),
                () -> task.run(manner, source.get(), ready.levels(), (outcome, texts) -> {
                    exports.write(outcome, texts);
                    report.write(task, outcome, ModelFacts.of(manner.model().card()), texts);
                }));
    }

    private static boolean several(List<InputFiles.Found> found) {
        return found.size() > 1 || found.get(0).searched();
    }

    /** Probes a video and refuses it before any work, as far as can be known without decoding it all. */
    private MediaInfo probed(Path input) {
        MediaInfo info = Inputs.probe(input);
        MediaInfo known = filters.choice().check(info);
        exports.check(known);
        return filters.choice().looks(info) ? info : known;
    }

    /** Returns a video as it is to be read; where that takes a look at all of it, this is its turn. */
    private MediaInfo looked(MediaInfo probed) {
        MediaInfo source = filters.choice().looked(probed);
        exports.check(source);
        return source;
    }

    /**
     * Returns the tasks, checked as far as possible before any work.
     *
     * @param finished receives the sidecars of videos that are done already
     */
    private List<VideoTask.Ready> tasks(
            List<InputFiles.Found> found, Preset preset, Batch batch, RunFiles files, List<Path> finished) {
        OutputNames names = new OutputNames();
        List<VideoTask.Ready> tasks = new ArrayList<>();
        for (InputFiles.Found input : found) {
            OutputPlace place = place(names, input, preset, found.size() > 1);
            VideoTask task = task(input.file(), place, preset);
            task.sweep();
            if (output.skip() && task.isDone()) {
                batch.skip(input.file(), task.result());
                finished.add(task.sidecar());
                continue;
            }
            batch.looksAt(input.file(), () -> probed(input.file())).ifPresent(source -> {
                if (output.folder(found.size() > 1)) {
                    place.makeFolder();
                }
                task.declare(files, output.overwrite(), work().tempDir());
                Predicate<Path> replace = file -> output.overwrite() || task.left(file);
                exports.declare(files, replace);
                report.declare(files, replace);
                tasks.add(new VideoTask.Ready(task, source));
            });
        }
        return tasks;
    }

    /** Declares the files that are read, whatever happens to single inputs. */
    private RunFiles read(List<InputFiles.Found> found) {
        RunFiles files = new RunFiles();
        found.forEach(input -> files.reads("the input", input.file()));
        list.declare(files);
        plan.declare(files);
        range.declare(files);
        return files;
    }

    /** Places outputs in a folder in the same subfolders as their sources. */
    private OutputPlace place(OutputNames names, InputFiles.Found input, Preset preset, boolean several) {
        Path base = output.output();
        Path below = input.relative().getParent();
        boolean folder = output.folder(several || input.searched());
        Path place = base != null && folder && below != null ? base.resolve(below) : base;
        return names.of(input.file(), OutputKind.of(preset), place, folder, exports.sidecar);
    }
}
