package io.jndencode.job;

import io.jndencode.JndException;
import io.jndencode.file.FileIdentity;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.open.remote.RemotePath;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFilters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the video of a sidecar. A sidecar may come from a stranger, so by itself it reaches no further than its own
 * folder and those below it, with links followed. For any other video the user must name the file.
 */
public final class SidecarSource {
    private SidecarSource() {}

    /**
     * Returns the video that the sidecar names, at its recorded place or beside the sidecar.
     *
     * @throws JndException.Input if it is not in the sidecar's folder or below; other places are not checked
     */
    public static Path of(Sidecar sidecar, Path file) {
        return find(sidecar, file)
                .orElseThrow(() -> new JndException.Input(
                        "the video of %s, %s, is not in the sidecar's folder or below it: say which it is with --source FILE"
                                .formatted(file, sidecar.source().file())));
    }

    /** Does the same as {@link #of}, but returns empty if the video is missing. */
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

    /** Returns a video that the user names for the sidecar; whether it is the right one is checked on opening it. */
    public static Path given(Path video) {
        if (!(video instanceof RemotePath) && !Files.exists(video)) { // opening an address says what is wrong with it
            throw new JndException.Input(video + " does not exist");
        }
        return video;
    }

    /** Opens the video a sidecar was made from; refuses any other. */
    public static MediaInfo opened(Path file, Sidecar sidecar) {
        MediaInfo source = MediaProbe.probe(file);
        if (sidecar.source().stored().bytes() != source.bytes()) {
            throw new JndException.Input(source.file()
                    + " is not the video the sidecar was made from, or was changed since: its size is another."
                    + " Analyse it again");
        }
        return SidecarFilters.read(sidecar, source);
    }
}
