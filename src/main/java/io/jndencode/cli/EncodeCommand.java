package io.jndencode.cli;

import io.jndencode.JndException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The main job: a video in, the same video at its JND quality out. */
@Command(
        name = "jnd-encode",
        description = "Encodes every shot of a video at the coarsest x264 quantiser viewers cannot notice.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class EncodeCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "INPUT", description = "the videos to encode")
    private List<Path> inputs = List.of();

    @Mixin
    private CommonOptions common = new CommonOptions();

    EncodeCommand(Console console) {}

    @Override
    public Integer call() {
        throw new JndException.Usage("nothing yet " + inputs + common.stacktrace());
    }
}
