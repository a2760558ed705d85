package io.jndencode.cli;

import io.jndencode.encode.JobOutcome;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Files the plan is written to, beside or instead of encoding it. */
final class ExportOptions {
    @Option(
            names = "--sidecar",
            paramLabel = "FILE",
            description = "where the sidecar goes (default: beside the output)")
    @Nullable
    Path sidecar;

    /** Whether any option names a file. */
    boolean any() {
        return sidecar != null;
    }

    /** Writes what was asked for. */
    void write(JobOutcome outcome) {}
}
