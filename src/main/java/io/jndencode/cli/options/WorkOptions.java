package io.jndencode.cli.options;

import io.jndencode.JndException;
import io.jndencode.encode.Resources;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for using the machine. */
public final class WorkOptions {
    /** Describes {@code --workers}. */
    public static final String WORKERS =
            "shots encoded at once, 1 to 256 (default: as many as the machine has threads and memory for)";

    @Option(names = "--workers", paramLabel = "N", description = WORKERS)
    private @Nullable Integer workers;

    @Option(
            names = "--temp-dir",
            paramLabel = "DIR",
            description = "where segments are kept until they are joined (default: beside the output)")
    private @Nullable Path tempDir;

    @Mixin
    private ResumeOptions resume = new ResumeOptions();

    public Resources work() {
        if (tempDir != null && !Files.isDirectory(tempDir)) {
            throw new JndException.Usage("--temp-dir " + tempDir + " is not a folder");
        }
        return new Resources(workers, tempDir, resume.keepTemp, !resume.anew);
    }
}
