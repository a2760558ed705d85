package io.jndencode.cli.encode;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.files.SidecarArgument;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.Required;
import io.jndencode.file.TextFile;
import io.jndencode.plan.export.PlanFormat;
import io.jndencode.plan.sidecar.Sidecar;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a sidecar's plan as other programs read it. */
@Command(
        name = "convert",
        header = "Writes the plan of a sidecar for Av1an, x265, x264, ffmpeg, editing programs.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ConvertCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SidecarArgument plan = new SidecarArgument();

    @Option(names = "--to", required = true, paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}")
    private @Nullable PlanFormat format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "where it goes (default: standard output)")
    private @Nullable Path output;

    @Option(
            names = {"-y", "--overwrite"},
            description = "replace a file that exists")
    private boolean overwrite;

    @Mixin
    private CommonOptions common = new CommonOptions();

    public ConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        RunFiles files = new RunFiles().reads("the sidecar", plan.file()).writes("the output", output, () -> overwrite);
        Sidecar sidecar = plan.read();
        files.readsVideoOf(sidecar, plan.file());
        String text = Required.of(format, "--to").text(sidecar);
        if (output == null) {
            console.data(text);
        } else {
            TextFile.write(output, text);
            console.result(output.toString());
        }
        return 0;
    }
}
