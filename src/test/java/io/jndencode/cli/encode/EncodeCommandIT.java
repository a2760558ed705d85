package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.cli.Child;
import io.jndencode.cli.CliRun;
import io.jndencode.jnd.inference.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the main job, plan and apply say, to whom, and which files they leave. */
class EncodeCommandIT {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private String clip;
    private String model;

    @BeforeEach
    void makeFolder() throws IOException {
        clip = Files.copy(ROOT.resolve("test-videos/sintel-phone.mp4"), folder.resolve("a clip.mp4"))
                .toString();
        model = TinyModel.green().write(folder.resolve("tiny.onnx")).toString();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aPipedRunSaysOneLineAndPrintsTheOutput() throws IOException {
        CliRun run = CliRun.of(clip, "--model", model);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(folder.resolve("a clip.jnd1.mp4") + System.lineSeparator());
        assertThat(run.err())
                .matches(
                        "saved (nothing: )?[\\s\\S]*%[\\s\\S]* at JND1, \\d+ shots?, QP \\d+(-\\d+)?, in .* s -> .*jnd1.mp4\\R");
        assertThat(files()).containsExactly("a clip.jnd1.json", "a clip.jnd1.mp4", "a clip.mp4", "tiny.onnx");
    }

    @Test
    void aQuietRunSaysNothing() {
        CliRun run = CliRun.of(true, clip, "--model", model, "--log-level", "quiet");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aTerminalGetsABarAndACleanClosingLine() {
        CliRun run = CliRun.of(true, clip, "--model", model);
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("\r\u001b[Ka clip.mp4 [").contains("\r\u001b[Ksaved");
        assertThat(run.out()).doesNotContain("\r");
    }

    @Test
    void machinesGetOneObjectALineFromStartToDone() throws JsonProcessingException {
        CliRun run = CliRun.of(clip, "--model", model, "--progress", "json");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        List<String> types = new ArrayList<>();
        JsonNode last = JSON.createObjectNode();
        for (String line : run.out().lines().toList()) {
            last = JSON.readTree(line);
            types.add(last.path("type").asText());
        }
        assertThat(types).startsWith("start").endsWith("done").contains("shot", "encoded", "progress");
        assertThat(types.stream().filter("shot"::equals).count())
                .isEqualTo(types.stream().filter("encoded"::equals).count())
                .isEqualTo(last.path("shots").asLong());
        assertThat(last.path("sourceBytes").asLong())
                .isEqualTo(Path.of(clip).toFile().length());
        assertThat(last.path("outputBytes").asLong())
                .isEqualTo(Path.of(last.path("output").asText()).toFile().length());
        assertThat(last.path("saved").asDouble())
                .isEqualTo(
                        1
                                - last.path("outputBytes").asDouble()
                                        / last.path("sourceBytes").asDouble(),
                        within(1e-4));
    }

    @Test
    void machinesGetTheErrorToo() throws JsonProcessingException {
        CliRun run = CliRun.of(clip, "--model", model, "--progress", "json", "--x264-params", "vbv-init=nonsense");
        assertThat(run.code()).isEqualTo(2);
        List<String> lines = run.out().lines().toList();
        JsonNode last = JSON.readTree(lines.get(lines.size() - 1));
        assertThat(last.path("type").asText()).isEqualTo("error");
        assertThat(last.path("exitCode").asInt()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("jnd-encode: " + last.path("message").asText() + System.lineSeparator());
    }

    @Test
    void existingOutputsAreSkippedOrReplacedOnlyWhenAsked() throws IOException {
        Path output = Files.writeString(folder.resolve("a clip.jnd1.mp4"), "precious");
        CliRun skipped = CliRun.of(clip, "--model", model, "-n");
        assertThat(skipped.code()).isZero();
        assertThat(skipped.err()).contains("leaving");
        assertThat(output).hasContent("precious");
        assertThat(CliRun.of(clip, "--model", model, "-y").code()).isZero();
        assertThat(Files.size(output)).isGreaterThan(10_000);
    }

    @Test
    void aPlanEditedByAPersonIsApplied() throws IOException {
        CliRun planned = CliRun.of(
                "plan",
                clip,
                "--model",
                model,
                "--csv",
                folder.resolve("plan.csv").toString());
        assertThat(planned.code()).as(planned.err()).isZero();
        Path sidecar = Path.of(planned.out().strip());
        assertThat(folder.resolve("plan.csv")).content().startsWith("index,startFrame");
        Files.writeString(sidecar, Files.readString(sidecar).replaceAll("\"qp\": \\d+", "\"qp\": 40"));
        CliRun applied = CliRun.of("apply", sidecar.toString());
        assertThat(applied.code()).as(applied.err()).isZero();
        assertThat(applied.err()).contains("QP 40");
        assertThat(applied.out().strip())
                .isEqualTo(folder.resolve("a clip.jnd1.mp4").toString());
        assertThat(JSON.readTree(sidecar.toFile())
                        .path("totals")
                        .path("outputBytes")
                        .asLong())
                .isEqualTo(Files.size(folder.resolve("a clip.jnd1.mp4")));
    }

    @Test
    void severalInputsGoToAFolder() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        String other = ROOT.resolve("test-videos/sintel-hlg10.mp4").toString();
        CliRun run = CliRun.of(clip, other, "--model", model, "-o", out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        out.resolve("a clip.jnd1.mp4").toString(),
                        out.resolve("sintel-hlg10.jnd1.mp4").toString());
    }

    @Test
    void aFullDiskIsSaidAndNothingLookingFinishedIsLeft() throws Exception {
        Child mounted = Child.run(
                folder, Map.of(), "unshare", "-m", "sh", "-c", "mkdir m && mount -t tmpfs -o size=40k tmpfs m");
        assumeThat(mounted.code())
                .as("mounting a small file system needs to be root")
                .isZero();
        String script = """
                mount -t tmpfs -o size=40k tmpfs m
                "$1" "$2" --model "$3" -o m/out.mp4
                echo "code $?"
                ls -A m
                """;
        Child child = Child.run(
                folder,
                Map.of(),
                "unshare",
                "-m",
                "sh",
                "-c",
                script,
                "sh",
                ROOT.resolve("jnd-encode").toString(),
                clip,
                model);
        assertThat(child.err()).contains("the disk is full");
        assertThat(child.err()).contains("give the same command again to go on");
        assertThat(child.out()).isEqualTo("code 5\n.jnd-encode-out.mp4\n");
    }
}
