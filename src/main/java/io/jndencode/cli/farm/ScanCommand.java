package io.jndencode.cli.farm;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.farm.FarmJob;
import io.jndencode.farm.analysis.AnalysisRange;
import io.jndencode.farm.analysis.RangeScan;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scans a part of a video for {@code farm}. */
@Command(
        name = "scan",
        hidden = true,
        header = "Looks at a part of a video: a task of jnd-encode farm.",
        description = "What is there already, whole and of the same work, is left alone.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ScanCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "VIDEO", description = "the video")
    private Path source = Path.of("");

    @Option(names = "--part", required = true, paramLabel = "N", description = "which part, from 0")
    private int part;

    @Option(names = "--first-frame", required = true, paramLabel = "N", description = "index of its first frame")
    private long firstFrame;

    @Option(names = "--from", required = true, paramLabel = "TICKS", description = "timestamp of its first frame")
    private long from;

    @Option(
            names = "--to",
            paramLabel = "TICKS",
            description = "timestamp of the first frame behind it (default: none)")
    private long to = AnalysisRange.END;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "takes what is seen")
    private Path output = Path.of("");

    @Option(
            names = "--picture",
            paramLabel = "FILTERS",
            description = "look at the video behind filters; several at several pictures (default: the video as it is)")
    private List<String> pictures = List.of("");

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public ScanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        new RunFiles()
                .reads("the input", source)
                .writes("the output", output, () -> FarmJob.isOwn(output) || RangeScan.isReplaceable(output));
        new RangeScan(source, new AnalysisRange(part, from, to, firstFrame), pictures, output).run();
        console.result(output.toString());
        return 0;
    }
}
