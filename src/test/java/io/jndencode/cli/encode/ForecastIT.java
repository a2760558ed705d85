package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jndencode.cli.CliRun;
import io.jndencode.cli.SidecarSchema;
import io.jndencode.media.StoredPackets;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How large an encode will be is said before it. */
class ForecastIT extends ForecastRuns {
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
