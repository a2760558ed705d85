package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jndencode.cli.CliRun;
import io.jndencode.cli.SidecarSchema;
import io.jndencode.media.StoredPackets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How large an encode will be is said before it, and by that sources are left alone. */
class ForecastIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Path SPLICE = Path.of("test-videos/sintel-splice.mp4").toAbsolutePath();

    /** Eight seconds with sound, subtitles and an attached font. */
    private static final Path EXTRAS = Path.of("test-videos/sintel-extras.mkv").toAbsolutePath();

    @TempDir
    Path folder;

    private CliRun run(Path source, String output, String... options) {
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(List.of(source.toString(), "--preset", "fast", "-o", folder + "/" + output, "--progress", "json"));
        CliRun run = CliRun.of(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static List<JsonNode> events(CliRun run, String type) {
        return run.out()
                .lines()
                .map(ForecastIT::read)
                .filter(event -> event.path("type").asText().equals(type))
                .toList();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    private static JsonNode last(CliRun run, String type) {
        List<JsonNode> events = events(run, type);
        return events.get(events.size() - 1);
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aPlanForetellsTheEncodeAndAJobForAnySavingIsTheSameAsAnyJob() throws IOException {
        JsonNode planned =
                last(run(SPLICE, "a.mp4", "plan", "--duration", "5"), "done").path("forecast");
        Files.delete(folder.resolve("a.json"));
        CliRun plain = run(SPLICE, "a.mp4", "--keep-temp", "--duration", "5");
        JsonNode done = last(plain, "done");
        assertThat(done.path("forecast")).isEqualTo(planned);
        assertThat(done.path("leftAlone").asBoolean()).isFalse();
        assertThat(SidecarSchema.problems(folder.resolve("a.json"))).isEmpty();

        long actual = done.path("videoBytes").asLong();
        assertThat(actual)
                .isBetween(planned.path("low").asLong(), planned.path("high").asLong());
        assertThat(planned.path("videoSourceBytes").asLong()).isEqualTo(StoredPackets.bytes(SPLICE, 0, 5));
        List<JsonNode> shots = events(plain, "shot");
        List<JsonNode> encodes = events(plain, "encoded");
        long inside = encodes.stream()
                .filter(encode -> {
                    JsonNode forecast = shots.get(encode.path("index").asInt()).path("forecast");
                    long bytes = encode.path("bytes").asLong();
                    return bytes >= forecast.path("low").asLong()
                            && bytes <= forecast.path("high").asLong();
                })
                .count();
        assertThat(inside).as("shots inside their range").isGreaterThanOrEqualTo(shots.size() * 2L / 3);
        long coded =
                encodes.stream().mapToLong(one -> one.path("bytes").asLong()).sum();

        // What an earlier run has encoded is known to the byte.
        JsonNode known = last(run(SPLICE, "a.mp4", "plan", "-y", "--duration", "5"), "done")
                .path("forecast");
        assertThat(known.path("videoBytes").asLong()).isEqualTo(coded);
        assertThat(known.path("low")).isEqualTo(known.path("high"));

        JsonNode worth = last(run(SPLICE, "b.mp4", "--skip-efficient", "1", "--duration", "5"), "done");
        assertThat(worth.path("leftAlone").asBoolean()).isFalse();
        assertThat(Files.mismatch(folder.resolve("a.mp4"), folder.resolve("b.mp4")))
                .isEqualTo(-1);
        JsonNode record = JSON.readTree(folder.resolve("b.json").toFile());
        assertThat(record.path("shots").size()).isEqualTo(shots.size());
        assertThat(record.path("forecast")).isEqualTo(planned);
    }

    @Test
    void aSourceOfWhichTooLittleWouldBeSavedIsLeftAlone() throws IOException {
        CliRun left = run(EXTRAS, "c.mkv", "--skip-efficient", "95", "--duration", "3");
        JsonNode done = last(left, "done");
        assertThat(done.path("leftAlone").asBoolean()).isTrue();
        assertThat(done.path("sourceKept").asBoolean()).isTrue();
        assertThat(done.path("output").isNull()).isTrue();
        assertThat(events(left, "encoded")).isEmpty();
        assertThat(left()).containsExactly("c.json");
        assertThat(SidecarSchema.problems(folder.resolve("c.json"))).isEmpty();
        // Of a part nothing is said of the rest of the file.
        assertThat(done.path("forecast").path("otherBytes").isNull()).isTrue();

        CliRun person = CliRun.of(
                EXTRAS.toString(),
                "--preset",
                "fast",
                "-o",
                folder + "/d.mkv",
                "--skip-efficient",
                "95",
                "--duration",
                "1");
        assertThat(person.code()).as(person.err()).isZero();
        assertThat(person.out().strip()).isEqualTo(EXTRAS.toString());
        assertThat(person.err())
                .contains("left the source alone: the video would have about", "asks for more to be saved");
        assertThat(folder.resolve("d.mkv")).doesNotExist();
    }

    /** A plan whose QPs a person set to those of another level is foretold as that level's plan is. */
    @Test
    void aPlanThatAPersonEditedIsForetoldAnew() throws IOException {
        run(SPLICE, "edited.json", "plan", "--duration", "3");
        JsonNode other = last(run(SPLICE, "coarse.json", "plan", "--duration", "3", "--target", "2"), "done")
                .path("forecast");
        Path sidecar = folder.resolve("edited.json");
        JsonNode plan = JSON.readTree(sidecar.toFile());
        JsonNode coarse = JSON.readTree(folder.resolve("coarse.json").toFile());
        for (int i = 0; i < plan.path("shots").size(); i++) {
            ((ObjectNode) plan.path("shots").get(i))
                    .set("qp", coarse.path("shots").get(i).path("qp"));
        }
        JSON.writeValue(sidecar.toFile(), plan);
        CliRun left = apply(sidecar, "--skip-efficient", "99");
        JsonNode forecast = last(left, "done").path("forecast");
        assertThat(last(left, "done").path("leftAlone").asBoolean()).isTrue();
        assertThat(events(left, "encoded")).isEmpty();
        assertThat(forecast.path("videoBytes").asDouble()
                        / other.path("videoBytes").asDouble())
                .isBetween(0.999, 1.001);
        assertThat(forecast.path("videoSourceBytes")).isEqualTo(other.path("videoSourceBytes"));
        JsonNode written = JSON.readTree(sidecar.toFile());
        assertThat(written.path("forecast")).isEqualTo(forecast);
        assertThat(written.at("/shots/0/forecast/rate").asInt())
                .isEqualTo(written.at("/shots/0/qp").asInt());
        assertThat(SidecarSchema.problems(sidecar)).isEmpty();

        CliRun none = CliRun.of("jobs", sidecar.toString(), "--source", SPLICE.toString(), "--skip-efficient", "99");
        assertThat(none.code()).isZero();
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).contains("no jobs: the video would have about").hasLineCount(1);

        // An earlier version did not say what its forecasts were for.
        for (JsonNode shot : written.path("shots")) {
            ((ObjectNode) shot.path("forecast")).remove(List.of("frames", "rate", "slope"));
        }
        JSON.writeValue(sidecar.toFile(), written);
        CliRun old = apply(sidecar, "--skip-efficient", "99");
        assertThat(last(old, "warning").path("message").asText())
                .contains("does not say how large shot", "it is encoded all the same");
        assertThat(last(old, "done").path("leftAlone").asBoolean()).isFalse();
        long actual = last(old, "done").path("videoBytes").asLong();
        assertThat(actual)
                .isBetween(forecast.path("low").asLong(), forecast.path("high").asLong());
    }

    private CliRun apply(Path sidecar, String... options) {
        List<String> words = new ArrayList<>(List.of("apply", sidecar.toString(), "--source", SPLICE.toString()));
        words.addAll(List.of("-o", folder + "/applied.mp4", "-y", "--progress", "json"));
        words.addAll(List.of(options));
        CliRun run = CliRun.of(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    @Test
    void videoIsComparedWithVideoAndInABatchTheSourceIsWhatOneHas() throws IOException {
        CliRun batch = CliRun.of(
                EXTRAS.toString(),
                SPLICE.toString(),
                "--duration",
                "2",
                "--preset",
                "fast",
                "--skip-efficient",
                "95",
                "-o",
                folder + "/many/",
                "--progress",
                "json");
        assertThat(batch.code()).as(batch.err()).isZero();
        JsonNode summary = last(batch, "summary");
        assertThat(summary.path("kept").asInt()).isEqualTo(2);
        long before = StoredPackets.bytes(EXTRAS, 0, 2) + StoredPackets.bytes(SPLICE, 0, 2);
        assertThat(summary.path("videoSourceBytes").asLong()).isEqualTo(before);
        assertThat(summary.path("videoBytes").asLong()).isEqualTo(before);
        assertThat(events(batch, "done")
                        .get(0)
                        .path("forecast")
                        .path("videoSourceBytes")
                        .asLong())
                .isEqualTo(StoredPackets.bytes(EXTRAS, 0, 2));

        JsonNode whole = last(run(EXTRAS, "e.mkv", "plan"), "done").path("forecast");
        long video = StoredPackets.bytes(EXTRAS, 0, 1000);
        assertThat(whole.path("otherBytes").asLong()).isEqualTo(Files.size(EXTRAS) - video);
        assertThat(whole.path("outputBytes").asLong())
                .isEqualTo(whole.path("videoBytes").asLong() + Files.size(EXTRAS) - video);
        JsonNode silent =
                last(run(EXTRAS, "f.mkv", "plan", "--no-audio"), "done").path("forecast");
        assertThat(silent.path("outputBytes").isNull()).isTrue();
    }

    @Test
    void aFarmEndsAVideoAfterItsAnalysis() throws IOException {
        CliRun run = CliRun.of(
                "farm",
                SPLICE.toString(),
                "--master",
                "processes[1]",
                "--preset",
                "fast",
                "--skip-efficient",
                "95",
                "-o",
                folder + "/g.mp4");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().strip()).isEqualTo(SPLICE.toString());
        assertThat(run.err()).contains("left " + SPLICE + " alone: the video would have about");
        assertThat(left()).containsExactly("g.json");
    }

    @Test
    void aShareThatCannotBeIsRefused() {
        CliRun run = CliRun.of(SPLICE.toString(), "--skip-efficient", "100");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--skip-efficient must be above -1000 and below 100, got 100");
    }

    /** Of a shot of up to 24 frames all are encoded, so its size is known to the byte. */
    @Test
    void framesEncodedForATrialTellMore() throws IOException {
        run(SPLICE, "plain.json", "plan");
        run(SPLICE, "tried.json", "plan", "--trial-encodes");
        run(SPLICE, "encoded.mp4");
        JsonNode plain = JSON.readTree(folder.resolve("plain.json").toFile());
        JsonNode tried = JSON.readTree(folder.resolve("tried.json").toFile());
        JsonNode encoded = JSON.readTree(folder.resolve("encoded.json").toFile());
        int exact = 0;
        long all = 0;
        for (int i = 0; i < encoded.path("shots").size(); i++) {
            JsonNode shot = encoded.path("shots").get(i);
            JsonNode forecast = tried.path("shots").get(i).path("forecast");
            long bytes = shot.at("/result/bytes").asLong();
            all += bytes;
            if (forecast.path("low").asLong() == forecast.path("high").asLong()) {
                exact++;
                assertThat(forecast.path("bytes").asLong()).isEqualTo(bytes);
            }
            assertThat(tried.path("shots").get(i).path("qp")).isEqualTo(shot.path("qp"));
        }
        assertThat(exact).isPositive();
        JsonNode total = tried.path("forecast");
        assertThat(total.path("videoBytes").asDouble() / all).isBetween(0.85, 1.15);
        assertThat(total.path("high").asLong() - total.path("low").asLong())
                .isLessThan(plain.at("/forecast/high").asLong()
                        - plain.at("/forecast/low").asLong());
    }

    /** At a CRF, where a frame costs what those that follow it leave to it, 48 frames tell what 24 do at a QP. */
    @Test
    void framesEncodedForATrialTellMoreAtCrfsToo() throws IOException {
        String[] how = {"--rate-control", "crf", "--x264-preset", "veryfast", "--duration", "7"};
        run(
                SPLICE,
                "tried.json",
                Stream.concat(Stream.of("plan", "--trial-encodes"), Stream.of(how))
                        .toArray(String[]::new));
        JsonNode encoded = last(run(SPLICE, "encoded.mp4", how), "done");
        JsonNode tried = JSON.readTree(folder.resolve("tried.json").toFile()).path("forecast");
        assertThat(tried.path("videoBytes").asDouble()
                        / encoded.path("videoBytes").asLong())
                .isBetween(0.85, 1.15);
        JsonNode plain = encoded.path("forecast");
        assertThat(tried.path("high").asDouble() / tried.path("low").asDouble())
                .isLessThan(plain.path("high").asDouble() / plain.path("low").asDouble());
    }
}
