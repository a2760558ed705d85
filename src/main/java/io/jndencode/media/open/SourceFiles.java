package io.jndencode.media.open;

import io.jndencode.media.open.playlist.Playlist;
import io.jndencode.media.open.remote.RemotePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists the files that a video consists of and that must not change. */
public final class SourceFiles {
    private SourceFiles() {}

    /** Returns the file itself first, an address alone; if it is a playlist that the process's rules allow, the files it names follow. */
    public static List<Path> of(Path file) {
        List<Path> files = new ArrayList<>(List.of(file));
        if (InputRules.current().playlists() && !(file instanceof RemotePath) && Files.isRegularFile(file)) {
            Playlist.find(file).ifPresent(playlist -> files.addAll(playlist.files()));
        }
        return files;
    }
}
