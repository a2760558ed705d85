package io.jndencode.farm.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which files are complete: those whose size and time of change have stayed the same for a while. */
final class SettledFiles {
    private final Duration patience;
    private final Map<Path, Sight> seen = new HashMap<>();

    /** What a file looked like, and since when. */
    private record Sight(long bytes, FileTime changed, Instant since) {
        boolean same(Sight other) {
            return bytes == other.bytes && changed.equals(other.changed);
        }
    }

    SettledFiles(Duration patience) {
        this.patience = patience;
    }

    /** Those of the files that have settled by now; an empty file never has. */
    List<Path> of(List<Path> files, Instant now) {
        seen.keySet().retainAll(files);
        List<Path> settled = new ArrayList<>();
        for (Path file : files) {
            Sight sight = look(file, now);
            if (sight == null) {
                seen.remove(file);
                continue;
            }
            Sight before = seen.get(file);
            if (before == null || !before.same(sight)) {
                seen.put(file, sight);
                before = sight;
            }
            if (sight.bytes() > 0 && !before.since().plus(patience).isAfter(now)) {
                settled.add(file);
            }
        }
        return settled;
    }

    /** Null for a file that has gone, or that cannot be looked at yet. */
    private static @Nullable Sight look(Path file, Instant now) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Sight(attributes.size(), attributes.lastModifiedTime(), now);
        } catch (IOException e) {
            return null;
        }
    }
}
