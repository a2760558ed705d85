package io.jndencode.cli;

import io.jndencode.Installation;
import io.jndencode.encode.Work;
import io.jndencode.jnd.JndModel;
import io.jndencode.jnd.ModelStore;
import io.jndencode.media.MediaProbe;
import io.jndencode.plan.Preset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The analysis of the main job, without the encode. */
@Command(
        name = "plan",
        header = "Finds the shots and their QPs and writes the sidecar; encodes nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PlanCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "INPUT", description = "the videos to plan")
    private List<Path> inputs = List.of();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private PlanOptions plan = new PlanOptions();

    @Mixin
    private ExportOptions exports = new ExportOptions();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        Inputs.check(inputs, output.output, exports.any());
        exports.check(output.overwrite());
        inputs.forEach(MediaProbe::probe);
        Preset preset = plan.preset();
        List<VideoTask> tasks = tasks(preset);
        if (tasks.isEmpty()) {
            return 0;
        }
        try (JndModel model = JndModel.load(new ModelStore(Installation.current()).find(plan.model))) {
            VideoTask.Manner manner = new VideoTask.Manner(
                    preset, model, Work.ofThisMachine(), output.overwrite(), console, progress, common);
            tasks.forEach(task -> task.run(manner, exports::write));
        }
        return 0;
    }

    private List<VideoTask> tasks(Preset preset) {
        List<VideoTask> tasks = new ArrayList<>();
        for (Path input : inputs) {
            OutputPlace place = OutputPlace.of(input, preset.target(), output.output, exports.sidecar);
            VideoTask task = new VideoTask(input, null, place.sidecar());
            if (output.skip() && task.isDone()) {
                console.say("jnd-encode: " + place.sidecar() + " exists already: leaving " + input + " out");
                continue;
            }
            task.check(output.overwrite());
            tasks.add(task);
        }
        return tasks;
    }
}
