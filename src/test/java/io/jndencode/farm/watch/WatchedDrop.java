package io.jndencode.farm.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder that a watcher looks after, whatever an encode is. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class WatchedDrop {
    @TempDir
    Path folder;

    Path drop() {
        return folder.resolve("drop");
    }

    StandIn watcher(String script) throws IOException {
        return new StandIn(drop(), script);
    }

    Path dropped(String name, String text) throws IOException {
        Files.createDirectories(drop());
        return Files.writeString(drop().resolve(name), text);
    }

    List<String> in(String name) throws IOException {
        try (Stream<Path> files = Files.list(drop().resolve(name))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
