package io.jndencode.media;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Clips beside the project, under {@code -Djnd.data} or {@code ../shared/data}. Tests that need one are skipped without it, or fail where
 * {@code -Dgolden=required} says that nothing may be skipped.
 */
public final class MediaData {
    private MediaData() {}

    public static Path file(String name) {
        Path file = Path.of(System.getProperty("jnd.data", "../shared/data")).resolve(name);
        if (System.getProperty("golden", "").equals("required") && !Files.exists(file)) {
            throw new AssertionError(file + " is not here, and -Dgolden=required");
        }
        assumeTrue(Files.exists(file), () -> "skipped: " + file + " is not here (set -Djnd.data)");
        return file;
    }
}
