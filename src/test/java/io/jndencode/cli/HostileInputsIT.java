package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jndencode.jnd.inference.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers' files and settings at the command line: one sentence, the exit code of the contract, no output. */
class HostileInputsIT {
    private static final Path CLIP = Path.of("test-videos/sintel-open.mp4").toAbsolutePath();

    @TempDir
    Path folder;

    private String model;

    @BeforeEach
    void make() throws IOException {
        model = TinyModel.green().write(folder.resolve("tiny.onnx")).toString();
    }

    private void refused(int code, String words, String... args) throws IOException {
        long before = files();
        CliRun run = CliRun.of(args);
        assertThat(run.err()).contains(words).doesNotContain("internal error");
        assertThat(run.err().strip().lines()).hasSize(1);
        assertThat(run.code()).isEqualTo(code);
        assertThat(files()).as("files in the folder").isEqualTo(before);
    }

    private long files() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.count();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"encode", "plan", "shots", "predict", "quality", "label"})
    void everyCommandHasTheSameDoor(String command) throws IOException {
        Path uploads = Files.createDirectories(folder.resolve("uploads"));
        Path list = Files.writeString(uploads.resolve("movie.mp4"), "ffconcat version 1.0\nfile '" + CLIP + "'\n");
        String[] args = switch (command) {
            case "encode" -> new String[] {list.toString(), "--model", model};
            case "quality" -> new String[] {"quality", CLIP.toString(), list.toString(), "--no-vmaf"};
            case "label" ->
                new String[] {
                    "label", list.toString(), "--out", folder.resolve("set").toString()
                };
            case "shots" -> new String[] {"shots", list.toString()};
            default -> new String[] {command, list.toString(), "--model", model};
        };
        if (!command.equals("label")) {
            refused(3, "movie.mp4 is an FFmpeg concat script", args);
        } else {
            assertThat(CliRun.of(args).err()).contains("is an FFmpeg concat script");
        }
        List<String> allowed = new ArrayList<>(List.of(args));
        allowed.add("--allow-playlists");
        assertThat(CliRun.of(allowed.toArray(String[]::new)).err()).contains("which is no file below its own folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cqmfile=/etc/passwd", "cqm=/dev/zero", "ref=1:stats=x.log", "qpfile=q", "dump-yuv=x.yuv"})
    void noEncoderOptionNamesAFile(String params) throws IOException {
        refused(2, "file", CLIP.toString(), "-o", out(), "--model", model, "--x264-params", params);
        Path preset = Files.writeString(
                folder.resolve("preset.json"), "{\"extends\": \"default\", \"x264Params\": \"" + params + "\"}");
        refused(2, "file", CLIP.toString(), "-o", out(), "--model", model, "--preset", preset.toString());
        Path sidecar = folder.resolve("plan.json");
        assertThat(CliRun.of(
                                "plan",
                                CLIP.toString(),
                                "--model",
                                model,
                                "--sidecar",
                                sidecar.toString(),
                                "--x264-params",
                                "ref=1")
                        .code())
                .isZero();
        Files.writeString(sidecar, Files.readString(sidecar).replace("ref=1", params));
        refused(2, "file", "apply", sidecar.toString(), "-o", out());
    }

    private String out() {
        return folder.resolve("out.mp4").toString();
    }

    @ParameterizedTest
    @CsvSource({
        "--limits=pixels=1k, 3, has pictures of",
        "--limits=frames=10, 3, frames",
        "--limits=pixel=1k, 2, pixel",
        "--stall-timeout=0, 2, --stall-timeout",
    })
    void limitsAreOptions(String option, int code, String words) throws IOException {
        refused(code, words, CLIP.toString(), "-o", out(), "--model", model, option);
    }

    /** The system's own word on which files the process opened. */
    @Test
    void nothingBesideTheInputIsOpened() throws Exception {
        Path victim = Files.copy(CLIP, folder.resolve("victim.mp4"));
        Path list = Files.createDirectories(folder.resolve("one")).resolve("movie.mp4");
        for (String text : List.of(
                "ffconcat version 1.0\nfile '" + victim + "'\n",
                "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:2,\n" + victim + "\n#EXT-X-ENDLIST\n",
                "<MPD profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\"><Period><AdaptationSet><Representation>"
                        + "<BaseURL>" + victim + "</BaseURL></Representation></AdaptationSet></Period></MPD>")) {
            Files.writeString(list, text);
            assertThat(traced("shots", list.toString())).contains("movie.mp4").doesNotContain("victim.mp4");
            assertThat(traced("shots", "--allow-playlists", list.toString())).doesNotContain("victim.mp4");
        }
    }

    private String traced(String... args) throws Exception {
        Path log = folder.resolve("trace.txt");
        List<String> words = new ArrayList<>(
                List.of("strace", "-f", "--seccomp-bpf", "-e", "trace=open,openat", "-o", log.toString()));
        words.addAll(OwnJava.command());
        words.addAll(List.of(args));
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            process.waitFor();
        } catch (IOException e) {
            assumeTrue(false, "skipped: there is no strace here");
        }
        assumeTrue(Files.exists(log) && Files.size(log) > 0, "skipped: strace may not trace here");
        return Files.readString(log);
    }
}
