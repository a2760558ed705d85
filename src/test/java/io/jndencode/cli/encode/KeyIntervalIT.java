package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jndencode.cli.CliRun;
import io.jndencode.media.StoredPackets;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Key frames where players of streams expect them: the same frames whatever the encoder. */
class KeyIntervalIT {
    private static final Path CLIP = Path.of("test-videos", "sintel-splice.mp4");

    @TempDir
    Path folder;

    private CliRun encode(String encoder, String preset, String... more) {
        List<String> words = new ArrayList<>(List.of(CLIP.toString(), "--encoder", encoder, "--preset", "fast"));
        words.addAll(List.of("--encoder-preset", preset));
        words.addAll(List.of(
                "--duration",
                "3",
                "--keyint",
                "0.5s",
                "--min-keyint",
                "0.25s",
                "-o",
                folder.resolve("out.mp4").toString()));
        words.addAll(List.of("--sidecar", folder.resolve("out.json").toString()));
        words.addAll(List.of(more));
        return CliRun.of(words.toArray(String[]::new));
    }

    private List<Long> planned() throws IOException {
        List<Long> keys = new ArrayList<>();
        for (JsonNode shot :
                Json.mapper().readTree(folder.resolve("out.json").toFile()).path("shots")) {
            int distance = shot.path("keyDistance").asInt();
            assertThat(distance).isBetween(6, 12); // a quarter and half of a second at 24 frames a second
            for (long key = shot.path("startFrame").asLong();
                    key < shot.path("endFrame").asLong();
                    key += distance) {
                keys.add(key);
            }
        }
        return keys;
    }

    @ParameterizedTest
    @CsvSource({"x264, superfast", "x265, ultrafast", "svt-av1, 13"})
    void keyFramesAreThePlannedOnesAndNoOthers(String encoder, String preset) throws IOException {
        CliRun run = encode(encoder, preset);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(planned()).hasSizeGreaterThan(5);
        for (int i = 1; i < planned().size(); i++) {
            assertThat(planned().get(i) - planned().get(i - 1)).isBetween(6L, 12L);
        }
        assertThat(StoredPackets.keyFrames(folder.resolve("out.mp4"))).isEqualTo(planned());
    }

    @Test
    void aSidecarAppliedLaterHasTheSameKeyFramesAndBytes() throws IOException {
        assertThat(encode("x264", "superfast").code()).isZero();
        Path again = folder.resolve("again.mp4");
        CliRun run = CliRun.of(
                "apply",
                folder.resolve("out.json").toString(),
                "--source",
                CLIP.toString(),
                "-o",
                again.toString(),
                "--sidecar",
                folder.resolve("again.json").toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(again).hasSameBinaryContentAs(folder.resolve("out.mp4"));
    }

    /** The clip has cuts every 22 to 50 frames; without the option it has six shots. */
    @Test
    void shotsShorterThanTheSmallestDistanceAreJoined() throws IOException {
        CliRun run = CliRun.of(
                "plan",
                CLIP.toString(),
                "--preset",
                "fast",
                "--min-keyint",
                "2s",
                "--sidecar",
                folder.resolve("out.json").toString());
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode shots =
                Json.mapper().readTree(folder.resolve("out.json").toFile()).path("shots");
        assertThat(shots).hasSizeBetween(2, 4);
        for (JsonNode shot : shots) {
            long length =
                    shot.path("endFrame").asLong() - shot.path("startFrame").asLong();
            assertThat(length).isGreaterThanOrEqualTo(48);
            assertThat(shot.path("keyDistance").asLong()).isEqualTo(length);
        }
    }

    @Test
    void whatAScriptCannotDoIsSaidBeforeTheWork() {
        CliRun run =
                encode("x264", "superfast", "--script", folder.resolve("out.sh").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("plan without --keyint");
        assertThat(Files.exists(folder.resolve("out.mp4"))).isFalse();
    }
}
