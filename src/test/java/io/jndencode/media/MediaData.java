package io.jndencode.media;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Clips beside the project, under {@code -Djnd.data} or {@code ../shared/data}; tests that need one are skipped without it. */
public final class MediaData {
    private MediaData() {}

    public static Path file(String name) {
        Path file = Path.of(System.getProperty("jnd.data", "../shared/data")).resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: " + file + " is not here (set -Djnd.data)");
        return file;
    }
}
