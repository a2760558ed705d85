package io.jndencode.cli.label;

import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.label.human.HumanSetImport;
import io.jndencode.label.human.VideoSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--levels",
            paramLabel = "1ST.csv,2ND.csv,3RD.csv",
            split = ",",
            hideParamSyntax = true,
            required = true,
            description = "the tables of the first, second and third difference")
    private List<Path> levels = List.of();

    @Option(
            names = "--groups",
            paramLabel = "TABLE.csv",
            description = "columns seq and group: clips of one group, cut from one film, stay on one side of a split")
    private @Nullable Path groups;

    @Option(
            names = "--height",
            paramLabel = "N",
            description = "the resolution, where the folder has several (default: the only one there)")
    private @Nullable Integer height;

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "4",
            description = "frames taken of a clip (default: ${DEFAULT-VALUE})")
    private int frames = 4;

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
        if (levels.size() != 3 || frames < 1) {
            throw new JndException.Usage(
                    levels.size() != 3
                            ? "--levels wants three tables, first, second and third difference, with commas between"
                                    + " them."
                            : "--frames must be at least 1.");
        }
        set.declare(folder, new RunFiles().reads("the table of levels", levels).reads("the table of groups", groups));
        VideoSet.Request request =
                new VideoSet.Request(folder, levels, Optional.ofNullable(groups), Optional.ofNullable(height), frames);
        if (groups == null && !common.quiet()) {
            console.say("no --groups: clips cut from one film may fall on both sides of a split");
        }
        return set.run(HumanSetImport.videoSet(request, set.target()), console, common);
    }
}
