package io.jndencode.cli.options;

import io.jndencode.job.SidecarSource;
import io.jndencode.plan.sidecar.Sidecar;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The video of a sidecar, where the sidecar alone may not say it. */
public final class SourceOption {
    @Option(
            names = "--source",
            paramLabel = "FILE",
            description = "the sidecar's video, where it is not in the sidecar's folder or below it")
    private @Nullable Path source;

    /** As the user gave it, null where not. */
    public @Nullable Path given() {
        return source;
    }

    /** The video; refused where there is none. */
    public Path of(Sidecar sidecar, Path file) {
        return source == null ? SidecarSource.of(sidecar, file) : SidecarSource.given(source);
    }

    /** The same, empty where the sidecar's own is not there. */
    public Optional<Path> find(Sidecar sidecar, Path file) {
        return source == null ? SidecarSource.find(sidecar, file) : Optional.of(SidecarSource.given(source));
    }
}
