package io.jndencode.cli.label;

import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.label.human.VideoSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which clips of VideoSet are taken, and what people said of them. */
final class VideoSetOptions {
    @Option(
            names = "--levels",
            paramLabel = "1ST.csv,2ND.csv,3RD.csv",
            split = ",",
            hideParamSyntax = true,
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

    /** Declares the tables. */
    RunFiles declare(RunFiles files) {
        return files.reads("the table of levels", levels).reads("the table of groups", groups);
    }

    /** Returns what to read of a folder with clips. */
    VideoSet.Request request(Path folder, Console console, CommonOptions common) {
        if (levels.size() != 3 || frames < 1) {
            throw new JndException.Usage(
                    levels.size() != 3
                            ? "--levels wants three tables, first, second and third difference, with commas between"
                                    + " them."
                            : "--frames must be at least 1.");
        }
        if (groups == null && !common.quiet()) {
            console.say("no --groups: clips cut from one film may fall on both sides of a split");
        }
        return new VideoSet.Request(folder, levels, Optional.ofNullable(groups), Optional.ofNullable(height), frames);
    }
}
