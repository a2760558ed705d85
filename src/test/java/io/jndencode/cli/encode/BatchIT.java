package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.cli.CliRun;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.ProgressOptions;
import io.jndencode.cli.view.BatchEnding;
import io.jndencode.cli.view.BatchResult;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.plan.sidecar.SidecarFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many inputs: found, done whatever becomes of the others, summed up. */
class BatchIT {
    private static final Path VIDEOS = Path.of("test-videos").toAbsolutePath();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private Path in;
    private Path out;
    private String model;

    @BeforeEach
    void makeFolder() throws IOException {
        in = folder.resolve("in");
        Files.createDirectories(in.resolve("season 1"));
        out = folder.resolve("out");
        Files.copy(VIDEOS.resolve("sintel-phone.mp4"), in.resolve("phone.mp4"));
        Files.copy(VIDEOS.resolve("sintel-hlg10.mp4"), in.resolve("season 1/hlg.mp4"));
        model = TinyModel.green().write(folder.resolve("tiny.onnx")).toString();
    }

    private List<String> made() throws IOException {
        if (!Files.exists(out)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private CliRun run(String... more) {
        String[] common = {"--model", model, "--x264-preset", "ultrafast"};
        return CliRun.of(Stream.concat(Stream.of(more), Stream.of(common)).toArray(String[]::new));
    }

    @Test
    void aFolderIsMirroredAndAFailureDoesNotStopTheRest() throws IOException {
        Files.writeString(in.resolve("broken.mp4"), "no video at all");
        CliRun run = run(in.toString(), "-o", out + "/");
        assertThat(run.code()).as(run.err()).isEqualTo(3);
        assertThat(made())
                .containsExactly(
                        "phone.jnd1.json", "phone.jnd1.mp4", "season 1/hlg.jnd1.json", "season 1/hlg.jnd1.mp4");
        assertThat(run.out().lines()).containsExactly(out + "/phone.jnd1.mp4", out + "/season 1/hlg.jnd1.mp4");
        assertThat(run.err())
                .contains("broken.mp4 is not a media file")
                .containsPattern("broken.mp4 +failed \\(3\\) ")
                .containsPattern("hlg.mp4 +encoded +80.7 kB ")
                .contains("3 files: 2 encoded, 1 failed; 216.3 kB -> ");
    }

    @Test
    void aSecondRunIsTheSameBytesAndFindsTheFirstOnesOutputs() throws IOException {
        assertThat(run(in.toString()).code()).isZero();
        Path video = in.resolve("phone.jnd1.mp4");
        byte[] first = Files.readAllBytes(video);
        CliRun again = run(in + "/*.mp4", "-y");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).contains("1 files: 1 encoded");
        assertThat(video).hasBinaryContent(first);
        assertThat(run(in.toString(), "-n").err()).contains("2 files: 2 left out");
    }

    @Test
    void theSourceIsKeptWhereTheEncodeIsTooLarge() throws IOException {
        CliRun run = run(in.resolve("phone.mp4").toString(), "-o", out + "/", "--max-encoded-percent", "1");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().strip()).isEqualTo(in.resolve("phone.mp4").toString());
        assertThat(run.err()).startsWith("kept the source: the encode is ");
        assertThat(made()).containsExactly("phone.jnd1.json");
    }

    @Test
    void anErrorOfTheMachineEndsItsFileAlone() {
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false, 100);
        Batch batch = new Batch(console, new ProgressOptions(), new CommonOptions(), true);
        batch.run(Path.of("large.mp4"), () -> {
            throw new OutOfMemoryError("Java heap space");
        });
        batch.run(Path.of("deep.mp4"), () -> {
            throw new StackOverflowError();
        });
        batch.run(
                Path.of("small.mp4"), () -> new BatchEnding(Path.of("small.mp4"), BatchResult.ENCODED, null, 1, 0, ""));
        assertThat(batch.finish()).isEqualTo(5);
        assertThat(err.toString())
                .contains("there is not enough memory for the work on large.mp4 (Java heap space; ")
                .containsPattern("large.mp4 +failed \\(5\\) ")
                .containsPattern("deep.mp4 +failed \\(1\\) ")
                .contains("3 files: 1 encoded, 2 failed");
    }

    @Test
    void anInterruptThatBreaksAFileOffIsNoFailureOfTheFile() throws IOException {
        Thread.currentThread().interrupt();
        CliRun run = run(in.toString(), "-o", out + "/");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.code()).as(run.err()).isEqualTo(130);
        assertThat(run.err()).contains("interrupted");
        assertThat(made()).isEmpty();
    }

    @Test
    void machinesGetAnErrorForItsInputAndASummary() throws IOException {
        Files.writeString(in.resolve("broken.mp4"), "no video at all");
        CliRun run = run(in.toString(), "-o", out + "/", "--progress", "json");
        List<String> lines = run.out().lines().toList();
        JsonNode error = JSON.readTree(lines.get(0));
        assertThat(error.path("type").asText()).isEqualTo("error");
        assertThat(error.path("input").asText())
                .isEqualTo(in.resolve("broken.mp4").toString());
        JsonNode summary = JSON.readTree(lines.get(lines.size() - 1));
        assertThat(summary.path("type").asText()).isEqualTo("summary");
        assertThat(summary.path("inputs").asInt()).isEqualTo(3);
        assertThat(summary.path("encoded").asInt()).isEqualTo(2);
        assertThat(summary.path("failed").asInt()).isEqualTo(1);
        assertThat(summary.path("exitCode").asInt()).isEqualTo(3);
    }

    @Test
    void machinesGetAnErrorForAWrongCommandLineToo() throws JsonProcessingException {
        CliRun run = CliRun.of("x.mp4", "--progress", "json", "--taget", "JND1");
        JsonNode error = JSON.readTree(run.out());
        assertThat(error.path("type").asText()).isEqualTo("error");
        assertThat(error.path("exitCode").asInt()).isEqualTo(2);
        assertThat(error.path("message").asText()).contains("--taget");
    }

    @Test
    void inputsWhoseNamesDifferInTheExtensionKeepTheirOwnResults() throws IOException {
        Files.copy(VIDEOS.resolve("sintel-interlaced.mkv"), in.resolve("phone.mkv"));
        CliRun run = run(in + "/*.m*", "-o", out + "/");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(out.resolve("phone.jnd1.mp4")).exists();
        assertThat(out.resolve("phone.jnd1.mkv")).exists();
        Path second = out.resolve("phone.mp4.jnd1.json");
        assertThat(SidecarFile.read(out.resolve("phone.jnd1.json")).source().file())
                .endsWith("phone.mkv");
        assertThat(SidecarFile.read(second).source().file()).endsWith("phone.mp4");
        byte[] first = Files.readAllBytes(out.resolve("phone.jnd1.json"));
        CliRun again = run(in.resolve("phone.mp4").toString(), "-o", out + "/", "-y");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(out.resolve("phone.jnd1.json")).hasBinaryContent(first);
        CliRun left = run(in + "/*.m*", "-o", out + "/", "-n");
        assertThat(left.code()).as(left.err()).isZero();
        assertThat(left.err()).contains("2 left out");
    }
}
