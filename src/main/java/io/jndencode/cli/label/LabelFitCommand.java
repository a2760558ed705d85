package io.jndencode.cli.label;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.dataset.GroupSplitter;
import io.jndencode.label.LabelWeights;
import io.jndencode.label.rule.MetricJndFit;
import io.jndencode.label.rule.MetricJndRegression;
import io.jndencode.quality.rule.MetricFeature;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fits the rule of {@code label} anew. */
@Command(
        name = "fit",
        header = "Fits the rule from metrics to JND levels to a table of measured shots.",
        description =
                "The table is of `label measure`; it is said how the rule agrees with the labels of sources left out"
                        + " of the fit.",
        mixinStandardHelpOptions = true)
public final class LabelFitCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "CURVES.tsv", description = "the table of measured shots")
    private Path curves = Path.of("");

    @Option(
            names = "--labels",
            paramLabel = "TABLE.tsv",
            required = true,
            description = "a table of labelled shots; may be given several times")
    private List<Path> tables = List.of();

    @Option(
            names = "--human",
            paramLabel = "FILE.csv",
            required = true,
            description = "people's levels, columns jnd1_qp75 to jnd3_qp75: the steps from level to level")
    private Path human = Path.of("");

    @Option(
            names = "--together",
            paramLabel = "MARK,...",
            split = ",",
            hideParamSyntax = true,
            description = "files whose names share a mark show the same thing: left out together")
    private List<String> together = List.of();

    @Option(
            names = "--leave-out",
            paramLabel = "MARK,...",
            split = ",",
            hideParamSyntax = true,
            description =
                    "do not fit to files whose names have one of these marks: to judge the rule on them afterwards")
    private List<String> leftOut = List.of();

    @Option(
            names = "--features",
            paramLabel = "NAME,...",
            split = ",",
            hideParamSyntax = true,
            description =
                    "what the rule looks at, of ${COMPLETION-CANDIDATES} (default: xpsnr,psnr,qp,luma,texture,motion)")
    private List<MetricFeature> features = MetricJndRegression.FEATURES;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "RULE.json",
            required = true,
            description = "where the rule goes")
    private Path output = Path.of("");

    @Option(
            names = {"-y", "--overwrite"},
            description = "replace a rule that exists")
    private boolean overwrite;

    @Mixin
    private CommonOptions common = new CommonOptions();

    public LabelFitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        new RunFiles()
                .reads("the table of curves", curves)
                .reads("the table of labels", tables)
                .reads("the table of people's levels", human)
                .writes("the rule", output, () -> overwrite);
        GroupSplitter groups = new GroupSplitter(together, List.of(), 0, 0, 1);
        MetricJndRegression.Result result =
                new MetricJndRegression(tables, curves, human, groups, leftOut, LabelWeights.DEFAULT).fit(features);
        result.rule().write(output);
        if (!common.quiet()) {
            MetricJndFit.Agreement found = result.agreement();
            console.say("%d shots; mean error in QP on sources left out, JND1 JND2 JND3:".formatted(found.shots()));
            console.say("rule               " + line(found.rule()));
            console.say("constant           " + line(found.constant()));
            console.say("rule, weighed      " + line(found.weighted()));
            console.say("constant, weighed  " + line(found.constantWeighted()));
        }
        console.result(output.toString());
        return 0;
    }

    private static String line(List<Double> errors) {
        return errors.stream()
                .map(error -> String.format(Locale.ROOT, "%.2f", error))
                .collect(Collectors.joining("  "));
    }
}
