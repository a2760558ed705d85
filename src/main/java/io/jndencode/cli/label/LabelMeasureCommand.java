package io.jndencode.cli.label;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.DatasetFiles;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.label.rule.CurveMeasurement;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures labelled shots, for those who fit the rule of {@code label} anew. */
@Command(
        name = "measure",
        description = {
            "Encodes the shots of tables of labels at constant QPs and writes what metrics say of them to a table.",
            "What the table holds already is kept: a run that was stopped goes on when the same command is given again."
        },
        mixinStandardHelpOptions = true)
public final class LabelMeasureCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "folders with the videos and pictures of the tables")
    private List<Path> folders = List.of();

    @Option(
            names = "--labels",
            paramLabel = "TABLE.tsv",
            required = true,
            description = "a table of labelled shots; may be given several times")
    private List<Path> tables = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "CURVES.tsv",
            required = true,
            description = "the table to write or go on with")
    private Path output = Path.of("");

    @Option(
            names = "--qps",
            paramLabel = "N,...",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "18,22,26,30,34,38",
            description = "the QPs (default: ${DEFAULT-VALUE})")
    private List<Integer> qps = List.of();

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public LabelMeasureCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        List<Path> inputs = DatasetFiles.inside(folders, null).stream()
                .filter(file -> !CurveMeasurement.isTable(file))
                .toList();
        new RunFiles()
                .reads("the table of labels", tables)
                .reads("the input", inputs)
                .writes("the table of curves", output, () -> CurveMeasurement.isTable(output)); // gone on with
        new CurveMeasurement(tables, folders, output).run(qps, line -> {
            if (!common.quiet()) {
                console.say(line);
            }
        });
        console.result(output.toString());
        return 0;
    }
}
