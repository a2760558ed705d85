package io.jndencode.cli.files;

import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFile;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** A sidecar named on the command line. */
public final class SidecarArgument {
    @Parameters(index = "0", paramLabel = "SIDECAR", description = "the sidecar of a plan or of a job that is done")
    private Path file = Path.of("");

    /** Returns the file as given. */
    public Path file() {
        return file;
    }

    public Sidecar read() {
        return SidecarFile.read(file);
    }
}
