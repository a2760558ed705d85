package io.jndencode.cli;

import io.jndencode.encode.ApplyJob;
import io.jndencode.plan.Sidecar;
import io.jndencode.plan.SidecarFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** A sidecar, and the video it speaks of. */
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

    /** Its video, where the sidecar says or beside it; refused where there is none. */
    Path source(Sidecar sidecar) {
        return ApplyJob.source(sidecar, file);
    }

    /** The same, empty where there is none. */
    Optional<Path> findSource(Sidecar sidecar) {
        return ApplyJob.findSource(sidecar, file);
    }
}
