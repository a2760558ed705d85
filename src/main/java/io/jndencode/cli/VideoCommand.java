package io.jndencode.cli;

import io.jndencode.Installation;
import io.jndencode.encode.Work;
import io.jndencode.jnd.JndModel;
import io.jndencode.jnd.ModelStore;
import io.jndencode.plan.Preset;
import io.jndencode.shot.Shot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the main job and {@code plan} have in common: both analyse videos with a model. */
abstract class VideoCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "0..*", paramLabel = "INPUT", description = "the videos")
    private List<Path> inputs = List.of();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private PlanOptions plan = new PlanOptions();

    @Mixin
    private RangeOptions range = new RangeOptions();

    @Mixin
    private ExportOptions exports = new ExportOptions();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    VideoCommand(Console console) {
        this.console = console;
    }

    /** The task of one input, its outputs not yet checked. */
    abstract VideoTask task(Path input, OutputPlace place, Preset preset);

    /** How the machine is to be used. */
    abstract Work work();

    @Override
    public final Integer call() {
        common.apply();
        Inputs.check(inputs, output.output, exports.any());
        Inputs.checkVideos(inputs);
        Preset preset = plan.preset();
        List<Shot> shots = range.shots();
        List<VideoTask> tasks = tasks(preset);
        if (!tasks.isEmpty()) {
            try (JndModel model = JndModel.load(new ModelStore(Installation.current()).find(plan.model))) {
                VideoTask.Manner manner = new VideoTask.Manner(
                        range.range(), shots, preset, model, work(), output.overwrite(), console, progress, common);
                tasks.forEach(task -> task.run(manner, exports::write));
            }
        }
        return 0;
    }

    private List<VideoTask> tasks(Preset preset) {
        List<VideoTask> tasks = new ArrayList<>();
        for (Path input : inputs) {
            OutputPlace place = OutputPlace.of(input, preset.target(), output.output, exports.sidecar);
            VideoTask task = task(input, place, preset);
            if (output.skip() && task.isDone()) {
                console.say("jnd-encode: " + task.result() + " exists already: leaving " + input + " out");
            } else {
                task.check(output.overwrite());
                exports.check(output.overwrite(), !range.range().whole(), task::left);
                tasks.add(task);
            }
        }
        return tasks;
    }
}
