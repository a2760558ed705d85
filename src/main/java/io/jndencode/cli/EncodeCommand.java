package io.jndencode.cli;

import io.jndencode.Installation;
import io.jndencode.encode.EncodePipeline;
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

/** The main job: a video in, the same video at its JND quality out. */
@Command(
        name = "jnd-encode",
        header = "Encodes every shot of a video at the coarsest x264 quantiser viewers cannot notice.",
        customSynopsis = {"jnd-encode INPUT... [OPTIONS]", "jnd-encode COMMAND ... (see below)"},
        description = "%nWrites NAME.jnd1.EXT and NAME.jnd1.json beside the input.%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class EncodeCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "0..*", paramLabel = "INPUT", description = "the videos to encode")
    private List<Path> inputs = List.of();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private PlanOptions plan = new PlanOptions();

    @Mixin
    private ExportOptions exports = new ExportOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    EncodeCommand(Console console) {
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
            VideoTask.Manner manner =
                    new VideoTask.Manner(preset, model, work.work(), output.overwrite(), console, progress, common);
            tasks.forEach(task -> task.run(manner, exports::write));
        }
        return 0;
    }

    private List<VideoTask> tasks(Preset preset) {
        List<VideoTask> tasks = new ArrayList<>();
        for (Path input : inputs) {
            OutputPlace place = OutputPlace.of(input, preset.target(), output.output, exports.sidecar);
            EncodePipeline.check(preset.encoder(), place.video());
            VideoTask task = new VideoTask(input, place.video(), place.sidecar());
            if (output.skip() && task.isDone()) {
                console.say("jnd-encode: " + place.video() + " exists already: leaving " + input + " out");
                continue;
            }
            task.check(output.overwrite());
            tasks.add(task);
        }
        return tasks;
    }
}
