package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.cli.CliRun;
import io.jndencode.cli.SidecarSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Like shots of several videos get like levels, whatever the order, and what is encoded already stays. */
class ConsistentIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Path SPLICE = Path.of("test-videos/sintel-splice.mp4").toAbsolutePath();

    @TempDir
    Path folder;

    private CliRun run(String... words) {
        CliRun run = CliRun.of(words);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private JsonNode shots(String name) throws IOException {
        return JSON.readTree(folder.resolve(name).toFile()).path("shots");
    }

    /** Returns JND1 of the shots of a plan that are like others. */
    private List<Double> levels(String name) throws IOException {
        List<Double> levels = new ArrayList<>();
        for (JsonNode shot : shots(name)) {
            if (shot.at("/likeness/others").asInt() > 0) {
                levels.add(shot.at("/jnd/JND1").asDouble());
            }
        }
        return levels;
    }

    @Test
    void likeShotsOfABatchHaveTheSameLevels() throws IOException {
        String cut = folder + "/a cut.mkv";
        run(
                SPLICE.toString(),
                "--start",
                "0.3",
                "--scale",
                "-2:180",
                "--preset",
                "fast",
                "-o",
                cut,
                "--sidecar",
                folder + "/x.json");
        CliRun made = run("plan", SPLICE.toString(), cut, "--consistent", "-o", folder + "/one/", "--progress", "json");
        String splice = "/sintel-splice.jnd1.json";
        String other = "/a cut.jnd1.json";
        List<Double> levels = levels("one" + splice);
        assertThat(levels).hasSizeGreaterThanOrEqualTo(4);
        assertThat(levels("one" + other)).isEqualTo(levels);
        assertThat(SidecarSchema.problems(folder.resolve("one" + splice))).isEmpty();
        JsonNode series = JSON.readTree(made.out()
                .lines()
                .filter(line -> line.contains("\"series\""))
                .findFirst()
                .orElseThrow());
        assertThat(series.path("videos").asInt()).isEqualTo(2);
        assertThat(series.path("groups").asInt()).isEqualTo(levels.size());
        assertThat(series.path("deviation").asDouble()).isPositive();
        try (Stream<Path> left = Files.list(folder.resolve("one"))) {
            assertThat(left).hasSize(2);
        }

        run("plan", cut, SPLICE.toString(), "--consistent", "-o", folder + "/two/");
        assertThat(shots("two" + other)).isEqualTo(shots("one" + other));
        assertThat(shots("two" + splice)).isEqualTo(shots("one" + splice));

        // What was planned stays, and a video that comes later follows it.
        String edited = Files.readString(folder.resolve("one" + splice))
                .replace("\"JND1\": " + levels.get(0) + ",", "\"JND1\": 17.31,");
        Files.writeString(folder.resolve("one" + splice), edited);
        Files.delete(folder.resolve("one" + other));
        CliRun later = run("plan", SPLICE.toString(), cut, "--consistent", "-n", "-o", folder + "/one/");
        assertThat(Files.readString(folder.resolve("one" + splice))).isEqualTo(edited);
        assertThat(levels("one" + other).get(0)).isEqualTo(17.31);
        assertThat(levels("one" + other).subList(1, levels.size())).isEqualTo(levels.subList(1, levels.size()));
        assertThat(later.err()).contains("are like others:");
    }

    @Test
    void oneVideoIsNotABatch() {
        CliRun run = CliRun.of(SPLICE.toString(), "--consistent", "-o", folder + "/x.mp4");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("--consistent compares the shots of several videos")
                .hasLineCount(1);
    }
}
