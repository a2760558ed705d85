package io.jndencode.cli.options;

import io.jndencode.JndException;
import io.jndencode.cli.files.ReadsAddresses;
import io.jndencode.cli.files.VideoArgument;
import io.jndencode.job.SidecarSource;
import io.jndencode.media.open.remote.RemotePath;
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
            converter = VideoArgument.class,
            description = "the sidecar's video, where it is not in the sidecar's folder or below it, or its address")
    @ReadsAddresses
    private @Nullable Path source;

    /** Returns the video as given by the user, null if not given. */
    public @Nullable Path given() {
        return source;
    }

    /** Returns the video; throws if there is none. */
    public Path of(Sidecar sidecar, Path file) {
        return source == null ? SidecarSource.of(sidecar, file) : SidecarSource.given(source);
    }

    /** Does the same as {@link #of} where tasks on other machines are told the video's name: refuses an address. */
    public Path file(Sidecar sidecar, Path file) {
        Path video = of(sidecar, file);
        if (video instanceof RemotePath) {
            throw new JndException.Input(video
                    + " is an address, and tasks are told files that every machine sees: download it to a file first, and"
                    + " name that.");
        }
        return video;
    }

    /** Returns the video, empty if the sidecar's own is missing. */
    public Optional<Path> find(Sidecar sidecar, Path file) {
        return source == null ? SidecarSource.find(sidecar, file) : Optional.of(SidecarSource.given(source));
    }
}
