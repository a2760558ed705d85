package io.jndencode.cli.train;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.jnd.JndLevel;
import io.jndencode.model.Architecture;
import io.jndencode.model.InputSize;
import io.jndencode.model.ModelWeights;
import io.jndencode.model.keras.KerasImport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a model of Keras weights. */
@Command(
        name = "import",
        header = "Makes a model of the paper's published Keras weights.",
        description =
                "It is a model that --model takes, out of files such as LATJND1.h5, MJLAT.h5, JND1Reconstruction.h5.",
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "WEIGHTS.h5",
            description = "the network's file; and those of its backbones, if it holds the head alone")
    private List<Path> files = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.onnx",
            required = true,
            description = "the model to write")
    private Path output = Path.of("");

    @Option(
            names = "--net",
            paramLabel = "NET",
            description = "which network it is, where the file's name and layers do not tell")
    private @Nullable String net;

    @Option(
            names = {"--level", "--jnd_value"},
            paramLabel = "LEVEL",
            description = "JND1, JND2 or JND3, where a network predicts one level and the file's name does not tell")
    private @Nullable JndLevel level;

    @Option(
            names = "--input",
            paramLabel = "WxH",
            defaultValue = "640x352",
            description = "size of the frames it was trained on (default: ${DEFAULT-VALUE})")
    private String input = "640x352";

    @Option(
            names = {"-y", "--overwrite"},
            description = "replace a file that exists")
    private boolean overwrite;

    @Mixin
    private CommonOptions common = new CommonOptions();

    public ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        new RunFiles().reads("the weights", files).writesWhole("the model", output, () -> overwrite);
        KerasImport.Imported imported = KerasImport.run(new KerasImport.Request(
                files,
                Optional.ofNullable(net).map(ImportCommand::network),
                Optional.ofNullable(level),
                size(input),
                Installation.version(),
                command()));
        ModelWeights.write(imported.model(), output);
        if (!common.quiet()) {
            imported.notes().forEach(console::say);
            console.say("%s: the weights of %s fit."
                    .formatted(files.get(0), imported.network().id()));
        }
        console.result(output.toString());
        return 0;
    }

    private String command() {
        return "jnd-encode import "
                + files.stream().map(file -> String.valueOf(file.getFileName())).collect(Collectors.joining(" "));
    }

    private static Architecture network(String id) {
        return Architecture.of(id)
                .orElseThrow(() -> new JndException.Usage(
                        "There is no network '%s'; there are %s.".formatted(id, Architecture.ids())));
    }

    private static InputSize size(String text) {
        String[] sides = text.split("x", 2);
        try {
            return new InputSize(Integer.parseInt(sides[0]), Integer.parseInt(sides.length < 2 ? "" : sides[1]));
        } catch (IllegalArgumentException e) {
            throw new JndException.Usage(
                    "--input %s is not a size such as 640x352, both multiples of 16.".formatted(text), e);
        }
    }
}
