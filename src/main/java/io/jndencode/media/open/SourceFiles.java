package io.jndencode.media.open;

import io.jndencode.media.open.playlist.Playlist;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which files a video consists of: what must be the same for it to be the same video. */
public final class SourceFiles {
    private SourceFiles() {}

    /** The file itself first; where it is a playlist that the process's rules allow, those it names follow. */
    public static List<Path> of(Path file) {
        List<Path> files = new ArrayList<>(List.of(file));
        if (InputRules.current().playlists() && Files.isRegularFile(file)) {
            Playlist.find(file).ifPresent(playlist -> files.addAll(playlist.files()));
        }
        return files;
    }
}
