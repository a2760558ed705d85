package io.jndencode.job;

import io.jndencode.FileIdentity;
import io.jndencode.JndException;
import io.jndencode.plan.sidecar.Sidecar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The video of a sidecar. A sidecar may be a stranger's: of itself it reaches no further than its own folder and those below, links
 * followed. For any other video the user says which it is.
 */
public final class SidecarSource {
    private SidecarSource() {}

    /**
     * The video that the sidecar names, where it was or beside the sidecar.
     *
     * @throws JndException.Input where it is not in the sidecar's folder or below it; whether it is elsewhere is not looked at
     */
    public static Path of(Sidecar sidecar, Path file) {
        return find(sidecar, file)
                .orElseThrow(() -> new JndException.Input(
                        "the video of %s, %s, is not in the sidecar's folder or below it: say which it is with --source FILE"
                                .formatted(file, sidecar.source().file())));
    }

    /** As {@link #of}, empty where it is not there. */
    public static Optional<Path> find(Sidecar sidecar, Path file) {
        Path named = Path.of(sidecar.source().file());
        Path name = named.getFileName();
        if (name == null) {
            return Optional.empty();
        }
        Path folder = file.resolveSibling("");
        return Stream.of(named, file.resolveSibling(named), file.resolveSibling(name))
                .filter(video -> FileIdentity.isWithin(video, folder))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** A video the user says to be the sidecar's; whether it is, shows when it is opened. */
    public static Path given(Path video) {
        if (!Files.exists(video)) {
            throw new JndException.Input(video + " does not exist");
        }
        return video;
    }
}
