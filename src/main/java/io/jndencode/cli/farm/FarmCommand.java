package io.jndencode.cli.farm;

import io.jndencode.BoundedTasks;
import io.jndencode.ExitCode;
import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.encode.SkipOptions;
import io.jndencode.cli.files.InputList;
import io.jndencode.cli.files.Inputs;
import io.jndencode.cli.files.OutputKind;
import io.jndencode.cli.files.OutputNames;
import io.jndencode.cli.files.OutputOptions;
import io.jndencode.cli.files.OutputPlace;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.ladder.LadderOptions;
import io.jndencode.cli.options.ChecksArguments;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.FilterOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.cli.options.PlanOptions;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.farm.CommandRunner;
import io.jndencode.farm.FarmJob;
import io.jndencode.farm.encode.FarmEncode;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.MediaInfo;
import io.jndencode.plan.Preset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The main job, its shots encoded by the machines of an Apache Spark cluster. */
@Command(
        name = "farm",
        header = "Encodes videos on an Apache Spark cluster, shot by shot; the output is that of one machine.",
        description = {
            "",
            "The analysis is cut at key frames, where the video allows it; every shot is encoded by itself. With --rungs it makes a ladder.",
            "",
            "Every machine needs jnd-encode under the same path (or --program), and must see the videos and the"
                    + " output's folder under the same paths. Spark is not part of jnd-encode: --spark-home or SPARK_HOME"
                    + " names it.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class FarmCommand implements Callable<Integer>, ChecksArguments {
    /** Videos that are worked on at once: each waits for tasks most of the time. */
    private static final int AT_ONCE = 3;

    private final Console console;

    @Parameters(arity = "0..*", paramLabel = "INPUT", description = "the videos")
    private List<Path> inputs = List.of();

    @Mixin
    private InputList list = new InputList();

    @Option(
            names = "--range",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "shortest part of a video that is worth a task of the analysis (default: ${DEFAULT-VALUE})")
    private double range = 30;

    @Mixin
    private TaskSizeOption size = new TaskSizeOption();

    @Mixin
    private LadderOptions ladder = new LadderOptions();

    @Mixin
    private FarmOptions farm = new FarmOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private PlanOptions plan = new PlanOptions();

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Mixin
    private SkipOptions skip = new SkipOptions();

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public FarmCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkArguments() {
        list.check(inputs, "INPUT");
        if (!(range > 0)) {
            throw new JndException.Usage("--range must be more than 0 seconds, got " + range);
        }
        EncodePipeline.check(plan.preset().encoding());
        plan.modelFile();
        skip.check();
        farm.check();
        size.size();
        if (ladder.given()) {
            ladder.check(plan.preset(), filters);
            if (output.output() == null || output.overwrite() || output.skip() || skip.worthwhile() != null) {
                throw new JndException.Usage("--rungs makes a ladder: give a folder to create with -o; -y, -n and"
                        + " --skip-efficient are for plain encodes");
            }
        }
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        Preset preset = plan.preset();
        plan.remark(console);
        Map<MediaInfo, OutputPlace> places = new LinkedHashMap<>();
        OutputNames names = new OutputNames();
        RunFiles files = new RunFiles();
        plan.declare(files);
        list.declare(files);
        List<Path> videos = list.paths(inputs, false);
        if (ladder.given()) {
            return ladder(videos, preset, files);
        }
        videos.forEach(input -> files.reads("the input", input));
        for (Path input : videos) {
            MediaInfo probed = Inputs.probe(input);
            MediaInfo known = filters.choice().check(probed);
            MediaInfo source = filters.choice().looks(probed) ? probed : known;
            OutputPlace place =
                    names.of(input, OutputKind.of(preset), output.output(), output.folder(videos.size() > 1), null);
            EncodePipeline.check(preset.encoding(), place.video());
            files.writesWhole("the output", place.video(), output::overwrite);
            OutputNames.refuseForeign(place.sidecar(), input);
            files.writes("the sidecar", place.sidecar(), output::overwrite);
            files.worksIn("the folder of unfinished work", FarmJob.folder(place.video()));
            places.put(source, place);
        }
        return all(places, preset);
    }

    /** Encodes several videos at once, so that the machines have work while one of them is searched or joined here. */
    private int all(Map<MediaInfo, OutputPlace> places, Preset preset) {
        int most = Math.min(AT_ONCE, places.size());
        AtomicBoolean lost = new AtomicBoolean();
        try (JndModel model = JndModel.load(plan.modelFile());
                CommandRunner runner = farm.runner();
                BoundedTasks videos = new BoundedTasks("jnd-farm", "the farm was working", most, places.size())) {
            places.forEach((source, place) -> videos.submit("encoding " + source.file(), () -> {
                if (encode(source, place, preset, model, runner, places.size() > 1)) {
                    lost.set(true);
                }
            }));
            videos.finish();
        }
        return (lost.get() ? ExitCode.INCOMPLETE : ExitCode.DONE).code();
    }

    private int ladder(List<Path> videos, Preset preset, RunFiles files) {
        Path made = Objects.requireNonNull(output.output(), "checked before");
        if (videos.size() != 1) {
            throw new JndException.Usage("--rungs makes the ladder of one video, got " + videos.size());
        }
        FarmLadders.check(videos.get(0), made, files);
        FarmLadders ladders = new FarmLadders(
                ladder,
                filters,
                new FarmLadders.Tasks(plan.modelForOthers(), farm.program(), range, size.size()),
                console,
                common.quiet());
        try (JndModel model = JndModel.load(plan.modelFile());
                CommandRunner runner = farm.runner()) {
            long lost = ladders.make(videos.get(0), made, preset, model, runner);
            return (lost(videos.get(0), lost) ? ExitCode.INCOMPLETE : ExitCode.DONE).code();
        }
    }

    private boolean encode(
            MediaInfo source,
            OutputPlace place,
            Preset preset,
            JndModel model,
            CommandRunner runner,
            boolean oneOfMany) {
        FarmEncode.Request request = new FarmEncode.Request(
                filters.choice().looked(source),
                place.video(),
                place.sidecar(),
                output.overwrite(),
                preset,
                plan.modelForOthers(),
                farm.program(),
                range,
                size.size(),
                skip.worthwhile());
        Path input = source.file().toAbsolutePath();
        FarmEncode.Ending ending = new FarmEncode(
                        request, model, runner, new FarmView(input, oneOfMany, console, common.quiet())::on)
                .run();
        console.result((ending.leftAlone() ? source.file() : place.video()).toString());
        return !ending.leftAlone() && lost(input, ending.lostFrames());
    }

    private boolean lost(Path input, long frames) {
        if (frames > 0) {
            say("%s: %d frames of it are missing: it is damaged or was cut off".formatted(input, frames));
        }
        return frames > 0;
    }

    private void say(String line) {
        if (!common.quiet()) {
            console.say("jnd-encode: " + line);
        }
    }
}
