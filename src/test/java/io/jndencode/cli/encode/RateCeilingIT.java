package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jndencode.cli.CliRun;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.StoredPackets;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --maxrate}: a decoder's buffer, worked through the output's packets from the standard alone, never runs empty. */
class RateCeilingIT {
    private static final String CLIP = "test-videos/sintel-splice.mp4";

    @TempDir
    Path folder;

    private String model;

    @BeforeEach
    void makeModel() throws IOException {
        model = TinyModel.green().write(folder.resolve("tiny.onnx")).toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private CliRun encode(String name, String... more) {
        List<String> words =
                new ArrayList<>(List.of(CLIP, "--model", model, "--rate-control", "crf", "--min-qp", "22"));
        words.addAll(List.of("--max-qp", "26", "-o", path(name + ".mp4"), "--sidecar", path(name + ".json")));
        words.addAll(List.of(more));
        CliRun run = CliRun.of(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private JsonNode sidecar(String name) throws IOException {
        return Json.mapper().readTree(folder.resolve(name + ".json").toFile());
    }

    /** H.264 C.1.1 and C.1.2 with cbr_flag 0: returns the least that is left in the buffer, below 0 where it lacks bits. */
    private double least(String name, double rate, double size) {
        double fill = 0.9 * size;
        double least = size;
        long last = Long.MIN_VALUE;
        for (StoredPackets.Stored packet : StoredPackets.ofTheVideo(folder.resolve(name + ".mp4"))) {
            if (last != Long.MIN_VALUE) {
                fill = Math.min(size, fill + (packet.micros() - last) / 1e6 * rate);
            }
            last = packet.micros();
            fill -= 8.0 * packet.size();
            least = Math.min(least, fill);
        }
        return least;
    }

    @ParameterizedTest
    @CsvSource({"x264, ultrafast, 1M", "x265, ultrafast, 150k", "svt-av1, 13, 500k"})
    void theBufferNeverRunsEmptyWithAnyEncoder(String encoder, String preset, String rate) throws IOException {
        double bits = RateCap.parse(rate, null).maxrate();
        encode("free", "--encoder", encoder, "--encoder-preset", preset);
        assertThat(least("free", bits, bits)).as("without a ceiling").isNegative();
        CliRun run =
                encode("held", "--encoder", encoder, "--encoder-preset", preset, "--maxrate", rate, "--bufsize", rate);
        assertThat(least("held", bits, bits)).isNotNegative();
        assertThat(run.err()).contains(" of them held below the largest rate");
        JsonNode held = sidecar("held");
        assertThat(held.at("/encoder/cap/maxrate").asLong()).isEqualTo((long) bits);
        assertThat(held.at("/totals/peak/bufferLow").asDouble() * bits).isBetween(0.0, least("held", bits, bits) + 1);
        int capped = 0;
        for (int i = 0; i < held.path("shots").size(); i++) {
            JsonNode shot = held.path("shots").get(i);
            JsonNode free = sidecar("free").path("shots").get(i);
            if (shot.has("capped")) {
                capped++;
                assertThat(shot.at("/capped/wantedCrf")).isEqualTo(free.path("crf"));
                assertThat(shot.path("crf").asDouble())
                        .isGreaterThanOrEqualTo(free.path("crf").asDouble());
                assertThat(shot.at("/result/attempts").asInt()).isGreaterThan(1);
            } else {
                assertThat(shot.at("/result/bytes")).isEqualTo(free.at("/result/bytes"));
            }
        }
        assertThat(capped).isPositive();
    }

    @Test
    void aCeilingThatAllShotsFitBelowChangesNoByte() {
        encode("free", "--x264-preset", "ultrafast");
        encode("held", "--x264-preset", "ultrafast", "--maxrate", "50M");
        assertThat(folder.resolve("held.mp4")).hasSameBinaryContentAs(folder.resolve("free.mp4"));
    }

    @ParameterizedTest
    @CsvSource({"x264, ultrafast, 1M", "svt-av1, 13, 400k"})
    void theSidecarAppliedAndAPlanMadeShotByShotGiveTheSameBytes(String encoder, String preset, String rate)
            throws IOException {
        String[] ceiling = {"--maxrate", rate, "--bufsize", rate, "--encoder", encoder, "--encoder-preset", preset};
        encode("held", ceiling);
        assertThat(sidecar("held").findValues("capped")).isNotEmpty();
        CliRun applied =
                CliRun.of("apply", path("held.json"), "--source", CLIP, "-o", path("applied.mp4"), "--workers", "1");
        assertThat(applied.code()).as(applied.err()).isZero();
        assertThat(folder.resolve("applied.mp4")).hasSameBinaryContentAs(folder.resolve("held.mp4"));

        List<String> words =
                new ArrayList<>(List.of("plan", CLIP, "--model", model, "--min-qp", "22", "--max-qp", "26"));
        words.addAll(List.of("-o", path("plan.json")));
        words.addAll(List.of(ceiling));
        assertThat(CliRun.of(words.toArray(String[]::new)).code()).isZero();
        List<String> stitch = new ArrayList<>(List.of("stitch", path("plan.json"), "--source", CLIP));
        stitch.addAll(List.of("-o", path("stitched.mp4"), "--sidecar", path("stitched.json")));
        for (int i = 0; i < sidecar("plan").path("shots").size(); i++) {
            String segment = path("s" + i + ".segment");
            CliRun shot = CliRun.of("shot", path("plan.json"), "--source", CLIP, "--index", "" + i, "-o", segment);
            assertThat(shot.code()).as(shot.err()).isZero();
            stitch.add(segment);
        }
        CliRun stitched = CliRun.of(stitch.toArray(String[]::new));
        assertThat(stitched.code()).as(stitched.err()).isZero();
        assertThat(folder.resolve("stitched.mp4")).hasSameBinaryContentAs(folder.resolve("held.mp4"));
        assertThat(sidecar("stitched").at("/totals/peak"))
                .isEqualTo(sidecar("held").at("/totals/peak"));
        assertThat(folder).isDirectoryNotContaining("glob:**.capped*");
        CliRun again = CliRun.of(stitch.toArray(String[]::new));
        assertThat(again.code()).as("done before: " + again.err()).isZero();
    }

    @Test
    void aCeilingThatCannotBeMetNamesTheShotAndWritesNothing() {
        CliRun run = CliRun.of(
                CLIP,
                "--model",
                model,
                "--x264-preset",
                "ultrafast",
                "--maxrate",
                "8k",
                "--bufsize",
                "800",
                "-o",
                path("no.mp4"));
        assertThat(run.code()).isEqualTo(5);
        assertThat(run.err())
                .contains("shot 0 (frames 0 to ", "does not fit below 8000 bits a second", "give a higher");
        assertThat(folder.resolve("no.mp4")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--bufsize 4M | largest rate",
                "--maxrate fast | maxrate \"fast\" is not known",
                "--maxrate 6M --script a.sh | --script is of single shots",
                "--maxrate 6M --zones z.txt | zones and qpfiles can carry constant QPs alone"
            })
    void whatCannotBeIsRefusedBeforeTheWork(String options, String sentence) {
        List<String> words = new ArrayList<>(List.of(CLIP, "-o", path("no.mp4")));
        words.addAll(List.of(options.split(" ")));
        CliRun run = CliRun.of(words.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(sentence);
    }

    @Test
    void constantQpsAskedForWithItAreSaidToBeLeft() throws IOException {
        CliRun run = CliRun.of(
                "plan", CLIP, "--model", model, "--rate-control", "cqp", "--maxrate", "6M", "-o", path("plan.json"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("--maxrate cannot be held with constant QPs: encoding with --rate-control crf");
        assertThat(sidecar("plan").at("/encoder/rateControl").asText()).isEqualTo("crf");
    }
}
