package io.jndencode.cli.label;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.label.human.HumanSetImport;
import io.jndencode.label.human.VideoSet;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a dataset of VideoSet. */
@Command(
        name = "videoset",
        description = {
            "Makes the dataset that training reads out of VideoSet: clips named videoSRC001_1280x720_30_qp_25.264, or"
                    + " sources videoSRC001_1280x720_30.y4m, and the three tables of what people said at that resolution.",
            "What exists already is kept: a run that was stopped goes on when the same command is given again."
        },
        mixinStandardHelpOptions = true)
public final class LabelVideoSetCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "the folder with the clips, or with folders of them")
    private Path folder = Path.of("");

    @Mixin
    private VideoSetOptions clips = new VideoSetOptions();

    @Mixin
    private HumanSetOptions set = new HumanSetOptions();

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public LabelVideoSetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        VideoSet.Request request = clips.request(folder, console, common);
        set.declare(folder, clips.declare(new RunFiles()));
        return set.run(HumanSetImport.videoSet(request, set.target()), console, common);
    }
}
