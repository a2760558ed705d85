package io.jndencode.cli.options;

import io.jndencode.job.SidecarSource;
import io.jndencode.plan.sidecar.Sidecar;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The video of a sidecar, for sidecars that may not name it themselves. */
public final class SourceOption {
    @Option(
            names = "--source",
            paramLabel = "FILE",
            description = "the sidecar's video, where it is not in the sidecar's folder or below it")
    private @Nullable Path source;

    /** Returns the video as given by the user, null if not given. */
    public @Nullable Path given() {
        return source;
    }

    /** Returns the video; throws if there is none. */
    public Path of(Sidecar sidecar, Path file) {
        return source == null ? SidecarSource.of(sidecar, file) : SidecarSource.given(source);
    }

    /** Returns the video, empty if the sidecar's own is missing. */
    public Optional<Path> find(Sidecar sidecar, Path file) {
        return source == null ? SidecarSource.find(sidecar, file) : Optional.of(SidecarSource.given(source));
    }
}
