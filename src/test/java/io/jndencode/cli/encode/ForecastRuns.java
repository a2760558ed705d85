package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.cli.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Commands that foretell, and what they told. */
abstract class ForecastRuns {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final Path SPLICE = Path.of("test-videos/sintel-splice.mp4").toAbsolutePath();

    /** Eight seconds with sound, subtitles and an attached font. */
    static final Path EXTRAS = Path.of("test-videos/sintel-extras.mkv").toAbsolutePath();

    @TempDir
    Path folder;

    CliRun run(Path source, String output, String... options) {
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(List.of(source.toString(), "--preset", "fast", "-o", folder + "/" + output, "--progress", "json"));
        CliRun run = CliRun.of(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    static List<JsonNode> events(CliRun run, String type) {
        return run.out()
                .lines()
                .map(ForecastRuns::read)
                .filter(event -> event.path("type").asText().equals(type))
                .toList();
    }

    static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    static JsonNode last(CliRun run, String type) {
        List<JsonNode> events = events(run, type);
        return events.get(events.size() - 1);
    }

    List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    CliRun apply(Path sidecar, String... options) {
        List<String> words = new ArrayList<>(List.of("apply", sidecar.toString(), "--source", SPLICE.toString()));
        words.addAll(List.of("-o", folder + "/applied.mp4", "-y", "--progress", "json"));
        words.addAll(List.of(options));
        CliRun run = CliRun.of(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }
}
