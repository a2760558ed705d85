package io.jndencode.cli.farm;

import io.jndencode.Installation;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.farm.FarmJob;
import io.jndencode.farm.analysis.PredictionTask;
import io.jndencode.jnd.ModelStore;
import io.jndencode.jnd.inference.JndModel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges some shots for {@code farm}. */
@Command(
        name = "judge",
        hidden = true,
        header = "Predicts the levels of some shots of a video: a task of jnd-encode farm.",
        description = "What is there already, whole and of the same work, is left alone.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class JudgeCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "VIDEO", description = "the video")
    private Path source = Path.of("");

    @Parameters(index = "1", paramLabel = "LIST", description = "the frames to judge")
    private Path list = Path.of("");

    @Option(names = "--model", paramLabel = "NAME|FILE", description = "the model (default: ${DEFAULT-VALUE})")
    private String model = ModelStore.DEFAULT_MODEL;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "takes what the model says")
    private Path output = Path.of("");

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public JudgeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        Path file = new ModelStore(Installation.current()).find(model);
        new RunFiles()
                .reads("the input", source)
                .reads("the list", list)
                .reads("the model", file)
                .writes("the output", output, () -> FarmJob.isOwn(output) || PredictionTask.isReplaceable(output));
        try (JndModel judge = JndModel.load(file)) {
            new PredictionTask(source, list, output).run(judge);
        }
        console.result(output.toString());
        return 0;
    }
}
