package io.jndencode.cli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jndencode.cli.CliRun;
import io.jndencode.cli.OwnJava;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job with filtered pictures and converted sound, done in one piece, killed twice and gone on with, on a farm, shot by shot from a job
 * list, and in a watched folder: the same bytes, the same figures.
 */
class FilteredSoundIT {
    private static final String SEGMENTS = "*.segment";

    /** The exit value of a process that was killed. */
    private static final int SIGKILL = 137;

    @TempDir
    Path folder;

    private final List<String> options = new ArrayList<>();
    private Path clip;

    /** Two seconds with sound, and what is done to them. */
    @BeforeEach
    void begin() throws IOException {
        clip = folder.resolve("clip.mkv");
        Path model = TinyModel.green().write(folder.resolve("tiny.onnx"));
        options.addAll(
                List.of("--model", model.toString(), "--x264-preset", "ultrafast", "--denoise", "--scale", "-2:90"));
        options.addAll(List.of("--audio", "opus:64k"));
        String whole = Path.of("test-videos/sintel-extras.mkv").toString();
        ok(List.of(
                whole,
                "--duration",
                "2",
                "--model",
                model.toString(),
                "--x264-preset",
                "ultrafast",
                "-o",
                clip.toString()));
    }

    private List<String> words(String... first) {
        List<String> words = new ArrayList<>(List.of(first));
        words.addAll(options);
        return words;
    }

    private static CliRun ok(List<String> words) {
        CliRun run = CliRun.of(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private Path place(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name)).resolve("out.mkv");
    }

    private static Path sidecar(Path output) {
        return output.resolveSibling("out.json");
    }

    private static String timeless(Path sidecar) throws IOException {
        return Files.readString(sidecar).replaceAll("\"(analysis|encode)Seconds\": [0-9.]+", "");
    }

    private static List<JsonNode> figures(Path sidecar) throws IOException {
        JsonNode root = Json.mapper().readTree(sidecar.toFile());
        assertThat(root.at("/source/filters/chain").asText()).startsWith("hqdn3d");
        List<JsonNode> figures = new ArrayList<>();
        root.path("shots").forEach(shot -> figures.add(shot.path("qp")));
        root.path("shots").forEach(shot -> figures.add(shot.at("/result/bytes")));
        assertThat(figures).noneMatch(JsonNode::isMissingNode);
        return figures;
    }

    /** Kills a run as soon as there is a file of this name in its folder; a busy machine may look too late, and again. */
    private static void kill(List<String> job, Path folder, String pattern, long bytes) throws Exception {
        Path output = folder.resolve("out.mkv");
        int runs = 0;
        while (!killed(job, folder, pattern, bytes)) {
            assertThat(++runs).as("runs that ended before " + pattern).isLessThan(10);
            Files.deleteIfExists(output);
            Files.deleteIfExists(sidecar(output));
        }
    }

    /** Starts a run in a process; false where it came to its end before it could be killed. */
    private static boolean killed(List<String> job, Path folder, String pattern, long bytes) throws Exception {
        List<String> command = new ArrayList<>(OwnJava.command("-Xmx512m"));
        command.addAll(job);
        Path log = folder.resolve("run.log");
        Process run = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (run.isAlive() && !appears(folder, pattern, bytes)) {
            assertThat(System.nanoTime()).as("waiting for " + pattern).isLessThan(until);
            Thread.sleep(2);
        }
        run.destroyForcibly();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(log);
        Files.delete(log);
        if (Files.exists(folder.resolve("out.mkv"))) {
            assertThat(run.exitValue()).as(said).isIn(0, SIGKILL);
            return false;
        }
        assertThat(run.exitValue()).as(said).isEqualTo(SIGKILL);
        return true;
    }

    private static boolean appears(Path folder, String pattern, long bytes) throws IOException {
        Path work = folder.resolve(".jnd-encode-out.mkv");
        if (Files.notExists(work)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(work)) {
            return files.anyMatch(file ->
                    file.getFileSystem().getPathMatcher("glob:" + pattern).matches(file.getFileName())
                            && file.toFile().length() >= bytes);
        } catch (java.io.UncheckedIOException e) { // a file was renamed meanwhile
            return false;
        }
    }

    @Test
    void theBytesAndFiguresAreTheSameHoweverItIsDone() throws Exception {
        Path one = place("one");
        Path page = folder.resolve("page.html");
        ok(words(clip.toString(), "-o", one.toString(), "--verify", "--report", page.toString()));

        assertThat(page).isNotEmptyFile(); // every frame was compared with the filtered source

        Path killed = place("killed");
        List<String> job = words(clip.toString(), "-o", killed.toString(), "--verify");
        kill(job, folder.resolve("killed"), SEGMENTS, 1);
        kill(job, folder.resolve("killed"), "output.partial.mkv", 1); // the sound is being converted
        assertThat(killed).doesNotExist();
        ok(job);
        assertThat(killed).hasSameBinaryContentAs(one);
        assertThat(timeless(sidecar(killed))).isEqualTo(timeless(sidecar(one)));
        try (Stream<Path> left = Files.list(folder.resolve("killed"))) {
            assertThat(left).containsExactlyInAnyOrder(killed, sidecar(killed));
        }

        Path farmed = place("farmed");
        ok(words("farm", clip.toString(), "-o", farmed.toString(), "--master", "processes[1]"));
        assertThat(farmed).hasSameBinaryContentAs(one);
        assertThat(figures(sidecar(farmed))).isEqualTo(figures(sidecar(one)));

        Path listed = place("listed");
        fromAJobList(listed);
        assertThat(listed).hasSameBinaryContentAs(one);
        assertThat(figures(sidecar(listed))).isEqualTo(figures(sidecar(one)));

        watched(one);
    }

    private void fromAJobList(Path output) throws IOException {
        Path plan = output.resolveSibling("plan.json");
        ok(words("plan", clip.toString(), "-o", plan.toString()));
        CliRun jobs = ok(List.of(
                "jobs", plan.toString(), "--source", clip.toString(), "--format", "lines", "-o", output.toString()));
        List<String> lines = jobs.out().lines().toList();
        assertThat(lines).isNotEmpty();
        Path segments = Files.createDirectory(output.resolveSibling("segments"));
        for (String line : lines) {
            String which = line.replaceAll(".*--index (\\S+).*", "$1");
            ok(List.of(
                    "shot",
                    plan.toString(),
                    "--source",
                    clip.toString(),
                    "--index",
                    which,
                    "--segments",
                    segments.toString()));
        }
        ok(List.of(
                "stitch",
                plan.toString(),
                "--source",
                clip.toString(),
                "--segments",
                segments.toString(),
                "-o",
                output.toString(),
                "--sidecar",
                sidecar(output).toString()));
    }

    private void watched(Path one) throws IOException {
        Path drop = Files.createDirectory(folder.resolve("drop"));
        Files.copy(clip, drop.resolve("film.mkv"));
        ok(words("watch", drop.toString(), "--once", "--settle", "0.1", "--", "--verify"));
        try (Stream<Path> files = Files.walk(drop)) {
            List<Path> made =
                    files.filter(file -> file.toString().endsWith(".jnd1.mkv")).toList();
            assertThat(made).hasSize(1);
            assertThat(made.get(0)).hasSameBinaryContentAs(one);
        }
    }
}
