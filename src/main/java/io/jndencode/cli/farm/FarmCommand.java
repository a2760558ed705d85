package io.jndencode.cli.farm;

import io.jndencode.ExitCode;
import io.jndencode.JndException;
import io.jndencode.Stopwatch;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.Inputs;
import io.jndencode.cli.files.OutputKind;
import io.jndencode.cli.files.OutputNames;
import io.jndencode.cli.files.OutputOptions;
import io.jndencode.cli.files.OutputPlace;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.ChecksArguments;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.cli.options.PlanOptions;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.farm.CommandRunner;
import io.jndencode.farm.FarmEvent;
import io.jndencode.farm.FarmJob;
import io.jndencode.farm.FarmStatistics;
import io.jndencode.farm.analysis.FarmAnalysis;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.job.EncodeJob;
import io.jndencode.job.JobOutcome;
import io.jndencode.job.JobRequest;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.plan.Preset;
import io.jndencode.plan.sidecar.SidecarFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The main job, its shots encoded by the machines of an Apache Spark cluster. */
@Command(
        name = "farm",
        header = "Encodes videos on an Apache Spark cluster, a task a shot; the output is that of one machine.",
        description = {
            "",
            "The analysis is cut at key frames, where the video allows it; every shot is encoded by itself.",
            "",
            "Every machine needs jnd-encode under the same path (or --program), and must see the videos and the"
                    + " output's folder under the same paths. Spark is not part of jnd-encode: --spark-home or SPARK_HOME"
                    + " names it.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class FarmCommand implements Callable<Integer>, ChecksArguments {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "INPUT", description = "the videos")
    private List<Path> inputs = List.of();

    @Option(
            names = "--range",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "shortest part of a video that is worth a task of the analysis (default: ${DEFAULT-VALUE})")
    private double range = 30;

    @Mixin
    private FarmOptions farm = new FarmOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private PlanOptions plan = new PlanOptions();

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    /** What all videos of a command line are encoded with. */
    private record Means(Preset preset, JndModel model, CommandRunner runner) {}

    public FarmCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkArguments() {
        if (!(range > 0)) {
            throw new JndException.Usage("--range must be more than 0 seconds, got " + range);
        }
        EncodePipeline.check(plan.preset().encoding());
        plan.modelFile();
        farm.check();
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        Preset preset = plan.preset();
        Map<Path, OutputPlace> places = new LinkedHashMap<>();
        OutputNames names = new OutputNames();
        RunFiles files = new RunFiles();
        plan.declare(files);
        inputs.forEach(input -> files.reads("the input", input));
        for (Path input : inputs) {
            Inputs.probe(input);
            OutputPlace place =
                    names.of(input, OutputKind.of(preset), output.output(), output.folder(inputs.size() > 1), null);
            EncodePipeline.check(preset.encoding(), place.video());
            files.writesWhole("the output", place.video(), output::overwrite);
            OutputNames.refuseForeign(place.sidecar(), input);
            files.writes("the sidecar", place.sidecar(), output::overwrite);
            files.worksIn("the folder of unfinished work", FarmJob.folder(place.video()));
            // The machines of the farm have other working folders.
            places.put(input.toAbsolutePath(), place);
        }
        try (JndModel model = JndModel.load(plan.modelFile());
                CommandRunner runner = farm.runner()) {
            Means means = new Means(preset, model, runner);
            boolean lost = false;
            for (Map.Entry<Path, OutputPlace> each : places.entrySet()) {
                lost |= encode(each.getKey(), each.getValue(), means);
            }
            return (lost ? ExitCode.INCOMPLETE : ExitCode.DONE).code();
        }
    }

    private boolean encode(Path input, OutputPlace place, Means means) {
        List<String> known =
                EncodePipeline.tryOutput(MediaProbe.probe(input), means.preset().encoding(), place.video());
        known.forEach(this::say);
        JobOutcome planned = plan(input, place, means);
        say("encoding %d shots of %s".formatted(planned.plan().shots().size(), input));
        FarmJob.Result result = new FarmJob(
                        new FarmJob.Request(
                                planned.sidecar(), input, place.video(), output.overwrite(), farm.program()),
                        means.runner(),
                        this::tell)
                .run();
        SidecarFile.write(result.outcome().sidecar(), place.sidecar());
        result.warnings().stream().filter(warning -> !known.contains(warning)).forEach(this::say);
        say(result.tasks() + " tasks in " + text(result.work()));
        console.result(place.video().toString());
        return lost(input, planned.lostFrames());
    }

    /** The analysis, by the machines where the video can be cut, else here. */
    private JobOutcome plan(Path input, OutputPlace place, Means means) {
        say("analysing " + input);
        Stopwatch watch = console.stopwatch();
        FarmAnalysis.Request request = new FarmAnalysis.Request(
                input, means.preset(), plan.modelForOthers(), farm.program(), FarmJob.folder(place.video()), range);
        FarmAnalysis.Outcome outcome = new FarmAnalysis(request, means.runner(), this::tell).run(means.model());
        EncodeJob job = new EncodeJob(
                new JobRequest(input, means.preset(), null, false, Resources.ofThisMachine()),
                means.model(),
                this::warn);
        if (outcome instanceof FarmAnalysis.Outcome.Found found) {
            say("%d parts looked at and %d groups of shots judged in %s"
                    .formatted(found.parts(), found.groups(), text(found.work())));
            JobOutcome planned = job.plan(found.analysed());
            say(String.format(Locale.ROOT, "analysed in %.1f s", watch.seconds()));
            return planned;
        }
        String reason = ((FarmAnalysis.Outcome.OneMachine) outcome).reason();
        say("this machine analyses %s alone: %s".formatted(input, reason));
        return job.run();
    }

    private boolean lost(Path input, long frames) {
        if (frames > 0) {
            say("%s: %d frames of it are missing: it is damaged or was cut off".formatted(input, frames));
        }
        return frames > 0;
    }

    private static String text(FarmStatistics work) {
        return String.format(
                Locale.ROOT,
                "%.1f s, %.1f s of work on %s, %d attempts lost",
                work.seconds(),
                work.work(),
                String.join(" ", work.hosts()),
                work.lost());
    }

    private void warn(Progress progress) {
        if (progress instanceof Progress.Warning warning) {
            say(warning.message());
        }
    }

    private void tell(FarmEvent event) {
        if (event instanceof FarmEvent.Lost lost) {
            say("attempt %d of task %d was lost on %s".formatted(lost.attempt() + 1, lost.index(), lost.host()));
        }
    }

    private void say(String line) {
        if (!common.quiet()) {
            console.say("jnd-encode: " + line);
        }
    }
}
