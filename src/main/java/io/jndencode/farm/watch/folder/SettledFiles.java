package io.jndencode.farm.watch.folder;

import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds files that nobody has written to for a while. */
public final class SettledFiles {
    private final Duration patience;
    private final LinkOption[] links;
    private final Map<Path, Sight> seen = new HashMap<>();

    /** The state of a file, and when it was first seen. */
    private record Sight(FileState state, Instant since) {}

    /**
     * @param patience how long a file must not have changed
     * @param links how to look at files
     */
    public SettledFiles(Duration patience, LinkOption... links) {
        this.patience = patience;
        this.links = links;
    }

    /** Returns those of the files that have settled by now; an empty file never settles. */
    public List<Path> of(List<Path> files, Instant now) {
        seen.keySet().retainAll(files);
        List<Path> settled = new ArrayList<>();
        for (Path file : files) {
            FileState state = FileState.of(file, links);
            if (state == null) {
                seen.remove(file);
                continue;
            }
            Sight before = seen.get(file);
            if (before == null || !before.state().equals(state)) {
                before = new Sight(state, now);
                seen.put(file, before);
            }
            if (state.bytes() > 0 && !before.since().plus(patience).isAfter(now)) {
                settled.add(file);
            }
        }
        return settled;
    }

    /** Returns how long a file has been unchanged. */
    public Duration age(Path file, Instant now) {
        Sight sight = seen.get(file);
        return sight == null ? Duration.ZERO : Duration.between(sight.since(), now);
    }
}
