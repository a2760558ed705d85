package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jndencode.cli.CliRun;
import io.jndencode.cli.SidecarSchema;
import io.jndencode.media.StoredPackets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sources that an encode would not make enough smaller are left alone. */
class SkipEfficientIT extends ForecastRuns {
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
}
