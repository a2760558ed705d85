package io.jndencode.media.open;

import io.jndencode.media.open.playlist.Playlist;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists the files that a video consists of and that must not change. */
public final class SourceFiles {
    private SourceFiles() {}

    /** Returns the file itself first; if it is a playlist that the process's rules allow, the files it names follow. */
    public static List<Path> of(Path file) {
        List<Path> files = new ArrayList<>(List.of(file));
        if (InputRules.current().playlists() && Files.isRegularFile(file)) {
            Playlist.find(file).ifPresent(playlist -> files.addAll(playlist.files()));
        }
        return files;
    }
}
