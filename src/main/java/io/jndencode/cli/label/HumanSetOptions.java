package io.jndencode.cli.label;

import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.DatasetFiles;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.dataset.GroupSplitter;
import io.jndencode.label.LabelImportOptions;
import io.jndencode.label.human.HumanSetImport;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a set that people judged goes, and how it is dealt. */
final class HumanSetOptions {
    @Option(names = "--out", paramLabel = "ROOT", required = true, description = "the dataset's folder")
    private Path out = Path.of("");

    @Option(
            names = "--valid",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "share to validate on (default: ${DEFAULT-VALUE})")
    private double valid = 0.1;

    @Option(
            names = "--test",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "share to test on (default: ${DEFAULT-VALUE})")
    private double test = 0.1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "what chance begins with (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--plain",
            description = "leave out the pictures at the quality of each level, which backbones are trained on")
    private boolean plain;

    /** Names what is written, beside what a command reads. */
    void declare(Path inputs, RunFiles files) {
        files.reads("the input", DatasetFiles.below(inputs, out));
        DatasetFiles.declare(files, out);
    }

    HumanSetImport.Target target() {
        try {
            GroupSplitter dealing = new GroupSplitter(List.of(), List.of(), valid, test, seed);
            return new HumanSetImport.Target(out, dealing, LabelImportOptions.WIDTH, LabelImportOptions.HEIGHT, plain);
        } catch (IllegalArgumentException e) {
            throw new JndException.Usage("These options do not go: " + e.getMessage() + ".", e);
        }
    }

    /** Returns a place for frames alone, dealt as usual. */
    static HumanSetImport.Target plain(Path out) {
        HumanSetOptions usual = new HumanSetOptions();
        usual.out = out;
        usual.plain = true;
        return usual.target();
    }

    /** Runs an import and says how it goes. */
    Integer run(HumanSetImport set, Console console, CommonOptions common) {
        set.run(progress -> {
            if (!common.quiet() && (progress.made() || progress.done() == progress.of())) {
                console.say("%d of %d: %s".formatted(progress.done(), progress.of(), progress.file()));
            }
        });
        console.result(out.toString());
        return 0;
    }
}
