package io.jndencode.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.cli.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityCommandIT {
    private static final String ORIGINAL = "test-videos/sintel-deep.mp4";
    private static final String CODED = "test-videos/sintel-deep-coarse.mp4";

    @TempDir
    Path folder;

    @Test
    void everyShotOfAListAndTheWholeAreMeasured() throws IOException {
        Path shots = folder.resolve("shots.csv");
        Files.writeString(shots, "startFrame,endFrame\n0,10\n10,24\n");
        CliRun run =
                CliRun.of("quality", ORIGINAL, CODED, "--shots", shots.toString(), "--format", "json", "--no-vmaf");
        assertThat(run.code()).isZero();
        JsonNode measured = JsonMapper.builder().build().readTree(run.out());
        assertThat(measured.path("shots")).hasSize(2);
        assertThat(measured.path("shots").path(1).path("frames")).hasSize(14);
        assertThat(measured.path("total").path("endFrame").asInt()).isEqualTo(24);
        assertThat(measured.path("total").path("vmaf").isMissingNode()).isTrue();
        double worst = measured.path("total").path("worstXpsnr").asDouble();
        assertThat(worst)
                .isEqualTo(Math.min(
                        measured.path("shots").path(0).path("worstXpsnr").asDouble(),
                        measured.path("shots").path(1).path("worstXpsnr").asDouble()));
    }

    @Test
    void aShotListOfAnotherLengthIsRefused() throws IOException {
        Path shots = folder.resolve("shots.csv");
        Files.writeString(shots, "startFrame,endFrame\n0,10\n10,30\n");
        CliRun run = CliRun.of("quality", ORIGINAL, CODED, "--shots", shots.toString());
        assertThat(run.code()).isEqualTo(6);
        assertThat(run.err()).contains("ends after 24 frames, its shots after 30");
    }
}
