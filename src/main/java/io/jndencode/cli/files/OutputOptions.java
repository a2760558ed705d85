package io.jndencode.cli.files;

import io.jndencode.media.OutputContainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where results go and what may be replaced. */
public final class OutputOptions {
    /** What to do with a file that exists already; without either option it is refused. */
    static final class Existing {
        @Option(
                names = {"-y", "--overwrite"},
                description = "replace files that exist")
        boolean overwrite;

        @Option(
                names = {"-n", "--skip-existing"},
                description = "leave out inputs whose output exists")
        boolean skip;
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE|DIR",
            description =
                    "the output, or a folder for it: one that exists, a name that ends with /, or any with several"
                            + " inputs (default: NAME.jnd1.EXT beside the input)")
    private @Nullable String output;

    @ArgGroup
    @Nullable
    Existing existing;

    /** Returns the output or its folder, null for beside the input. */
    public @Nullable Path output() {
        return output == null ? null : Path.of(output);
    }

    /**
     * Returns whether the output is a folder, in which outputs get their usual names.
     *
     * @param several whether there is more than one input
     */
    public boolean folder(boolean several) {
        return output != null && (several || output.endsWith("/") || Files.isDirectory(Path.of(output)));
    }

    /** Refuses an output whose container is not supported, if the command line alone shows that it is a file. */
    public void check(List<String> inputs) {
        if (output != null && inputs.size() == 1 && !folder(false) && InputFiles.isOne(inputs.get(0))) {
            OutputContainer.of(Path.of(output));
        }
    }

    public boolean overwrite() {
        return existing != null && existing.overwrite;
    }

    public boolean skip() {
        return existing != null && existing.skip;
    }
}
