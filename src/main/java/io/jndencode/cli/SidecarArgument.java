package io.jndencode.cli;

import io.jndencode.plan.Sidecar;
import io.jndencode.plan.SidecarFile;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** A sidecar of the command line. */
final class SidecarArgument {
    @Parameters(index = "0", paramLabel = "SIDECAR", description = "the sidecar of a plan or of a job that is done")
    private Path file = Path.of("");

    /** As it was given. */
    Path file() {
        return file;
    }

    Sidecar read() {
        return SidecarFile.read(file);
    }
}
