package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.Attachments;
import io.jndencode.media.StoredPackets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved is told of the video: of a file that is mostly something else too, and of a part of it. */
class SavingIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private Path source;
    private String model;

    @BeforeEach
    void makeSource() throws IOException {
        model = TinyModel.green().write(folder.resolve("tiny.onnx")).toString();
        source = Attachments.enlarged(
                SmallClips.extras(folder.resolve("small.mkv")), folder.resolve("film.mkv"), 5_000_000);
        assertThat(Files.size(source)).isGreaterThan(5_000_000);
    }

    private JsonNode encoded(String... options) throws IOException {
        List<String> words = new ArrayList<>(
                List.of(source.toString(), "--model", model, "--preset", "fast", "-o", folder + "/out.mkv", "-y"));
        words.addAll(List.of(options));
        CliRun run = CliRun.of(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        said = run;
        return JSON.readTree(folder.resolve("out.json").toFile()).path("totals");
    }

    private CliRun said = new CliRun(0, "", "");

    @Test
    void ofAPartTheFramesOfThePartAreCounted() throws IOException {
        JsonNode totals = encoded("--start", "2", "--duration", "3");
        long before = StoredPackets.bytes(source, 2, 5);
        long after = StoredPackets.bytes(folder.resolve("out.mkv"), 0, 1000);
        assertThat(totals.path("videoSourceBytes").asLong()).isEqualTo(before);
        assertThat(totals.path("videoBytes").asLong()).isCloseTo(after, within(64L));
        double saved = 1 - (double) after / before;
        assertThat(totals.path("videoSaved").asDouble()).isCloseTo(saved, within(0.001));
        // The attachment lies in both: a cut copy of the source would hold it too.
        long output = Files.size(folder.resolve("out.mkv"));
        assertThat(totals.path("outputBytes").asLong()).isEqualTo(output);
        assertThat(totals.path("sourceBytes").asLong()).isCloseTo(output - after + before, within(64L));
        assertThat(said.err()).contains("of the video (").doesNotContain("30.");
    }

    /** Six seconds in, the analysis enters at a key frame and reads some frames twice: each counts once. */
    @Test
    void ofAPartThatIsEnteredAtAKeyFrameToo() throws IOException {
        JsonNode totals = encoded("--start", "6", "--duration", "1");
        assertThat(totals.path("videoSourceBytes").asLong()).isEqualTo(StoredPackets.bytes(source, 6, 7));
    }

    @Test
    void ofTheWholeAllFramesAreCounted() throws IOException {
        JsonNode totals = encoded();
        assertThat(totals.path("videoSourceBytes").asLong()).isEqualTo(StoredPackets.bytes(source, 0, 1000));
        assertThat(totals.path("sourceBytes").asLong()).isEqualTo(Files.size(source));
        assertThat(totals.path("outputBytes").asLong()).isEqualTo(Files.size(folder.resolve("out.mkv")));
    }

    @Test
    void whetherTheSourceIsKeptGoesByTheVideo() throws IOException {
        JsonNode totals = encoded("--start", "2", "--duration", "3");
        double percent = 100 * (1 - totals.path("videoSaved").asDouble());
        String above = String.valueOf(Math.ceil(percent + 1));
        String below = String.valueOf(Math.floor(percent - 1));
        encoded("--start", "2", "--duration", "3", "--max-encoded-percent", above);
        assertThat(folder.resolve("out.mkv")).exists();
        encoded("--start", "2", "--duration", "3", "--max-encoded-percent", below);
        assertThat(folder.resolve("out.mkv")).doesNotExist();
        assertThat(said.err()).contains("kept the source: the encode is").contains("% of its video");
    }

    @Test
    void aResumedAndAnAppliedJobTellTheSame() throws IOException {
        JsonNode totals = encoded("--start", "2", "--duration", "3", "--keep-temp");
        JsonNode again = encoded("--start", "2", "--duration", "3");
        assertThat(again.path("videoSourceBytes")).isEqualTo(totals.path("videoSourceBytes"));
        CliRun applied = CliRun.of(
                "apply", folder + "/out.json", "-o", folder + "/applied.mkv", "--sidecar", folder + "/applied.json");
        assertThat(applied.code()).as(applied.err()).isZero();
        JsonNode third = JSON.readTree(folder.resolve("applied.json").toFile()).path("totals");
        assertThat(third.path("videoSourceBytes")).isEqualTo(totals.path("videoSourceBytes"));
        assertThat(third.path("sourceBytes")).isEqualTo(totals.path("sourceBytes"));
    }

    /** Earlier versions did not count: their work is gone on from, and the files are compared. */
    @Test
    void aJobBegunByAnEarlierVersionIsGoneOnFrom() throws IOException {
        encoded("--keep-temp");
        Path journal = journal();
        List<String> lines = Files.readAllLines(journal);
        List<String> earlier =
                lines.stream().filter(line -> !line.contains("\"counted\"")).toList();
        assertThat(earlier).hasSize(lines.size() - 1);
        Files.write(journal, earlier);
        JsonNode totals = encoded("--progress", "json", "--keep-temp");
        List<String> shots = said.out()
                .lines()
                .filter(line -> line.contains("\"type\":\"encoded\""))
                .toList();
        assertThat(shots).isNotEmpty().allMatch(line -> line.contains("\"reused\":true"));
        assertThat(totals.path("videoSourceBytes").isNull()).isTrue();
        assertThat(totals.path("sourceBytes").asLong()).isEqualTo(Files.size(source));
        encoded();
        assertThat(said.err()).contains("saved ").doesNotContain("of the video");
    }

    private Path journal() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("journal"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aBatchSumsUpTheVideos() throws IOException {
        Files.copy(Path.of("test-videos/sintel-phone.mp4"), folder.resolve("b.mp4"));
        CliRun run = CliRun.of(
                source.toString(),
                folder + "/b.mp4",
                "--duration",
                "2",
                "--model",
                model,
                "--preset",
                "fast",
                "-o",
                folder + "/many/",
                "--progress",
                "json");
        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        JsonNode summary = JSON.readTree(lines.get(lines.size() - 1));
        long first = StoredPackets.bytes(source, 0, 2);
        long second = StoredPackets.bytes(folder.resolve("b.mp4"), 0, 2);
        assertThat(summary.path("videoSourceBytes").asLong()).isEqualTo(first + second);
    }
}
