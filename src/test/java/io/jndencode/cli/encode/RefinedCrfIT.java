package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jndencode.cli.CliRun;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.MadeVideo;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --refine} with CRFs: a shot comes to measure as x264's at the QP that its CRF stands for, and its QP stays. */
class RefinedCrfIT {
    private static final Path SPLICE = Path.of("test-videos/sintel-splice.mp4").toAbsolutePath();

    @TempDir
    Path folder;

    private JsonNode shots(Path source, String name, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(source.toString(), "--min-qp", "26", "--max-qp", "26", "-y"));
        words.addAll(List.of("-o", folder.resolve("out.mkv").toString(), "--keep-temp", "--workers", "1"));
        words.addAll(List.of("--sidecar", folder.resolve(name + ".json").toString()));
        words.addAll(List.of("--model", folder.resolve("tiny.onnx").toString()));
        words.addAll(List.of(more));
        CliRun run = CliRun.of(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isIn(0, 6); // 6: the rule finds the QP coarse
        return Json.mapper().readTree(folder.resolve(name + ".json").toFile()).path("shots");
    }

    private static double xpsnr(JsonNode shot) {
        return shot.at("/result/xpsnr").asDouble();
    }

    @Test
    void everyShotMeasuresAsX264sAtItsQp() throws IOException {
        TinyModel.green().write(folder.resolve("tiny.onnx"));
        Path source = MadeVideo.of(SPLICE, 0, 56, folder.resolve("source.mkv"), "scale=320:136");
        JsonNode reference = shots(source, "x264", "--x264-preset", "medium", "--verify");
        assertThat(reference.size()).isGreaterThan(1);
        for (String[] encoder : new String[][] {{"x265", "ultrafast"}, {"svt-av1", "12"}}) {
            String[] options = {"--encoder", encoder[0], "--encoder-preset", encoder[1], "--refine", "1"};
            JsonNode refined = shots(source, encoder[0], options);
            for (int i = 0; i < refined.size(); i++) {
                JsonNode shot = refined.get(i);
                assertThat(xpsnr(shot)).as(shot.toString()).isCloseTo(xpsnr(reference.get(i)), within(0.4));
                assertThat(shot.path("qp")).isEqualTo(reference.get(i).path("qp"));
                assertThat(shot.at("/result/attempts").asInt()).isBetween(1, 3);
                assertThat(shot.at("/result/probedFrames").asInt()).isPositive();
            }
            assertThat(shots(source, encoder[0] + "-again", options))
                    .as("from the journal")
                    .isEqualTo(refined);
        }
    }
}
