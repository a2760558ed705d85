package io.jndencode.farm.watch.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettledFilesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final SettledFiles settled = new SettledFiles(Duration.ofSeconds(5));

    @Test
    void aFileSettlesOnceItHasStayedTheSameLongEnough() throws IOException {
        List<Path> files = List.of(Files.writeString(folder.resolve("a.mp4"), "x"));
        assertThat(settled.of(files, NOW)).isEmpty();
        assertThat(settled.of(files, NOW.plusSeconds(4))).isEmpty();
        assertThat(settled.of(files, NOW.plusSeconds(5))).isEqualTo(files);
    }

    @Test
    void aFileThatGrowsStartsAnew() throws IOException {
        Path file = Files.writeString(folder.resolve("a.mp4"), "x");
        settled.of(List.of(file), NOW);
        Files.writeString(file, "yz", StandardOpenOption.APPEND);
        assertThat(settled.of(List.of(file), NOW.plusSeconds(5))).isEmpty();
        assertThat(settled.of(List.of(file), NOW.plusSeconds(9))).isEmpty();
        assertThat(settled.of(List.of(file), NOW.plusSeconds(10))).containsExactly(file);
    }

    @Test
    void anEmptyFileAndOneThatWentNeverSettle() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        Path gone = folder.resolve("gone.mp4");
        settled.of(List.of(empty, gone), NOW);
        assertThat(settled.of(List.of(empty, gone), NOW.plusSeconds(60))).isEmpty();
    }
}
