package io.jndencode.cli;

import io.jndencode.JndException;
import io.jndencode.label.LabelImport;
import io.jndencode.label.LabelImportOptions;
import io.jndencode.label.LabelWeights;
import io.jndencode.label.SourceGroups;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a dataset of tables of labelled shots. */
@Command(
        name = "label",
        description = {
            "Makes the dataset that training reads out of tables of shots whose JND QPs are known.",
            "What exists already is kept: a run that was stopped goes on when the same command is given again."
        },
        mixinStandardHelpOptions = true)
final class LabelCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "0..*", paramLabel = "DIR", description = "folders with the videos and pictures of the tables")
    private List<Path> folders = List.of();

    @Option(
            names = "--labels",
            paramLabel = "TABLE.tsv",
            description = "a table of labelled shots; may be given several times")
    private List<Path> tables = List.of();

    @Option(names = "--out", paramLabel = "ROOT", description = "the dataset's folder")
    private Path out = Path.of("");

    @Option(
            names = "--together",
            paramLabel = "MARK,...",
            split = ",",
            description = "files whose names share a mark show the same thing: never on both sides of a split")
    private List<String> together = List.of();

    @Option(
            names = "--valid-only",
            paramLabel = "MARK,...",
            split = ",",
            description = "files with this mark are never trained on")
    private List<String> validOnly = List.of();

    @Option(
            names = "--valid",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "share of shots to validate on (default: ${DEFAULT-VALUE})")
    private double valid = 0.2;

    @Option(
            names = "--test",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "share of shots to test on (default: ${DEFAULT-VALUE})")
    private double test = 0.1;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "4",
            description = "pictures taken of a shot (default: ${DEFAULT-VALUE}), half as many of a pan over a picture")
    private int frames = 4;

    @Option(
            names = "--plain",
            description = "only the frames themselves, not the frames at JND quality (enough for img-recon)")
    private boolean plain;

    @Mixin
    private CommonOptions common = new CommonOptions();

    LabelCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        LabelImportOptions options;
        try {
            options = new LabelImportOptions(
                    tables,
                    folders,
                    out,
                    new SourceGroups(together, validOnly, valid, test, seed),
                    LabelWeights.DEFAULT,
                    LabelImportOptions.WIDTH,
                    LabelImportOptions.HEIGHT,
                    frames,
                    Math.max(1, frames / 2),
                    !plain);
        } catch (IllegalArgumentException e) {
            throw new JndException.Usage("These options do not go: " + e.getMessage() + ".", e);
        }
        new LabelImport(options).run(progress -> {
            if (!common.quiet() && (progress.made() || progress.done() == progress.of())) {
                console.say("%d of %d shots: %s".formatted(progress.done(), progress.of(), progress.file()));
            }
        });
        console.result(out.toString());
        return 0;
    }
}
