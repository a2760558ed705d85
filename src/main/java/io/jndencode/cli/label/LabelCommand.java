package io.jndencode.cli.label;

import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.DatasetFiles;
import io.jndencode.cli.files.InputList;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.dataset.GroupSplitter;
import io.jndencode.label.LabelImport;
import io.jndencode.label.LabelImportOptions;
import io.jndencode.label.LabelWeights;
import io.jndencode.label.metric.MetricLabelOptions;
import io.jndencode.label.metric.MetricLabels;
import io.jndencode.quality.rule.MetricJndModel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a dataset from the user's videos and pictures, or from tables of labelled shots. */
@Command(
        name = "label",
        header = "Makes a dataset of videos and pictures of your own, or of tables of labelled shots.",
        description = {
            "Labels videos and pictures with the QPs at which H.264 coding becomes visible, as metrics judge it, and"
                    + " makes the dataset that training reads; with --labels, out of tables of shots whose JND QPs are"
                    + " known.",
            "What exists already is kept: a run that was stopped goes on when the same command is given again."
        },
        mixinStandardHelpOptions = true)
public final class LabelCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..*",
            paramLabel = "VIDEO|DIR",
            description = "videos, pictures and folders of both; with --labels folders with the files of the tables")
    private List<Path> named = List.of();

    @Mixin
    private InputList list = new InputList();

    private List<Path> inputs = List.of();

    @Option(
            names = "--labels",
            paramLabel = "TABLE.tsv",
            description = "import a table of labelled shots; may be given several times")
    private List<Path> tables = List.of();

    @Option(names = "--out", paramLabel = "ROOT", description = "the dataset's folder")
    private @Nullable Path out;

    @Option(
            names = "--together",
            paramLabel = "MARK,...",
            split = ",",
            hideParamSyntax = true,
            description = "files whose names share a mark show the same thing: never on both sides of a split")
    private List<String> together = List.of();

    @Option(
            names = "--valid-only",
            paramLabel = "MARK,...",
            split = ",",
            hideParamSyntax = true,
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

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "what chance begins with (default: ${DEFAULT-VALUE})")
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

    @Option(
            names = "--max-shots",
            paramLabel = "N",
            defaultValue = "4",
            description = "shots labelled of a video, spread over it (default: ${DEFAULT-VALUE}); not with --labels")
    private int maxShots = 4;

    @Option(
            names = "--rule",
            paramLabel = "RULE.json",
            description = "another rule from metrics to levels, as `label fit` makes it; not with --labels")
    private @Nullable Path rule;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "shots done at once (default: one a processor); not with --labels")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public LabelCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        inputs = list.paths(named, false);
        if (inputs.isEmpty() || out == null) {
            throw new JndException.Usage(
                    inputs.isEmpty() ? "nothing to label is given" : "--out ROOT, the dataset's folder, is missing");
        }
        GroupSplitter groups;
        try {
            groups = new GroupSplitter(together, validOnly, valid, test, seed);
            RunFiles files = new RunFiles()
                    .reads("the input", DatasetFiles.inside(inputs, out))
                    .reads("the table of labels", tables)
                    .reads("the rule", rule);
            list.declare(files);
            DatasetFiles.declare(files, out);
            if (tables.isEmpty()) {
                labelOwn(out, groups);
            } else {
                importTables(out, groups);
            }
        } catch (IllegalArgumentException e) {
            throw new JndException.Usage("These options do not go: " + e.getMessage() + ".", e);
        }
        console.result(out.toString());
        return 0;
    }

    private void labelOwn(Path root, GroupSplitter groups) {
        MetricJndModel found = rule == null ? MetricJndModel.standard() : MetricJndModel.read(rule);
        MetricLabels.Outcome outcome = new MetricLabels(
                        new MetricLabelOptions(inputs, root, found, groups, maxShots, frames, !plain, workers))
                .run(this::say);
        outcome.left().forEach(reason -> say("left out: " + reason));
        if (outcome.shots() == 0) {
            throw new JndException.Input("nothing of what was given can be labelled: "
                    + outcome.left().get(0));
        }
        say("%d shots, %d of them now; %d encodes measured, %.1f a shot, and %d made in all"
                .formatted(
                        outcome.shots(),
                        outcome.made(),
                        outcome.measured(),
                        (double) outcome.measured() / Math.max(1, outcome.shots()),
                        outcome.encodes()));
    }

    private void importTables(Path root, GroupSplitter groups) {
        LabelImportOptions options = new LabelImportOptions(
                tables,
                inputs,
                root,
                groups,
                LabelWeights.DEFAULT,
                LabelImportOptions.WIDTH,
                LabelImportOptions.HEIGHT,
                frames,
                Math.max(1, frames / 2),
                !plain);
        LabelImport tableImport = new LabelImport(options);
        tableImport.shortage().forEach(this::say);
        tableImport.run(progress -> {
            if (progress.made() || progress.done() == progress.of()) {
                say("%d of %d shots: %s".formatted(progress.done(), progress.of(), progress.file()));
            }
        });
    }

    private void say(String line) {
        if (!common.quiet()) {
            console.say(line);
        }
    }
}
