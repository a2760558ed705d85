package io.jndencode.cli.label;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.label.human.HumanSetImport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a dataset of MCL-JCI. */
@Command(
        name = "mcl-jci",
        description = {
            "Makes the dataset that training reads out of MCL-JCI: pictures named ...SRC01.png, perhaps their JPEG"
                    + " codings ...SRC01_031.jpg, and a table of the quality factors people said.",
            "Levels are written as (100 - QF) / 2: a quality factor is no QP, so a network trained on them predicts no"
                    + " QPs."
        },
        mixinStandardHelpOptions = true)
public final class LabelMclJciCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "the folder with the pictures, or with folders of them")
    private Path folder = Path.of("");

    @Option(
            names = "--levels",
            paramLabel = "TABLE.csv",
            required = true,
            description = "columns src, jnd1, jnd2, jnd3: quality factors, falling (jnd1_qf75 and so on will do)")
    private Path levels = Path.of("");

    @Mixin
    private HumanSetOptions set = new HumanSetOptions();

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public LabelMclJciCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        set.declare(folder, new RunFiles().reads("the table of levels", levels));
        return set.run(HumanSetImport.mclJci(folder, levels, set.target()), console, common);
    }
}
