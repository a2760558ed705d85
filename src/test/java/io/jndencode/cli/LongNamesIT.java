package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.SmallClip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names as long as the file system takes them. */
class LongNamesIT {
    @TempDir
    static Path made;

    private static Path clip;
    private static String model;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeClip() throws IOException {
        clip = SmallClip.write(
                Path.of("test-videos/sintel-phone.mp4").toAbsolutePath(), 12, 30, made.resolve("clip.mp4"));
        model = TinyModel.green().write(made.resolve("tiny.onnx")).toString();
    }

    private Path copy(String name) throws IOException {
        try {
            return Files.copy(clip, folder.resolve(name));
        } catch (java.nio.file.FileSystemException e) {
            assumeThat(false)
                    .as("this file system takes no names of %d bytes", name.length())
                    .isTrue();
            throw e;
        }
    }

    private CliRun ok(String... words) {
        CliRun run = CliRun.of(words);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"a, 200", "a, 239", "a, 240", "a, 246", "a, 251", "é, 125", "映, 83", "\uD83C\uDFAC, 62"})
    void aVideoWithALongNameIsDoneAndFoundAgain(String letter, int count) throws IOException {
        Path video = copy(letter.repeat(count) + ".mp4");
        String output = ok(video.toString(), "--model", model, "--report", folder + "/page.html")
                .out()
                .strip();
        assertThat(Path.of(output)).isRegularFile().hasParent(folder);
        assertThat(files()).hasSize(4); // and the sidecar
        assertThat(files())
                .allMatch(file -> String.valueOf(file.getFileName()).getBytes(StandardCharsets.UTF_8).length <= 255);
        CliRun again = CliRun.of(video.toString(), "--model", model);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("exists already: give -y");
        assertThat(ok(video.toString(), "--model", model, "-n").err()).contains("leaving");
        assertThat(ok(folder.toString(), "--model", model, "-n").err()).contains("1 files: 1 left out");
        Path sidecar = files().stream()
                .filter(file -> file.toString().endsWith(".json"))
                .findFirst()
                .orElseThrow();
        assertThat(ok("apply", sidecar.toString(), "-y").out().strip()).isEqualTo(output);
        ok("report", sidecar.toString(), "--no-measure");
    }

    @Test
    void anOutputWithANameOfAllBytesIsMade() throws IOException {
        Path video = copy("in.mp4");
        for (int length : new int[] {240, 250, 251}) {
            Path output = folder.resolve("o".repeat(length) + ".mp4");
            ok(video.toString(), "--model", model, "-o", output.toString(), "--temp-dir", made.toString());
            assertThat(output).isRegularFile();
        }
        ok(
                "farm",
                video.toString(),
                "--model",
                model,
                "--master",
                "processes[1]",
                "-o",
                folder + "/" + "f".repeat(250) + ".mkv");
    }

    @Test
    void aNameThatIsTooLongIsSaidBefore() throws IOException {
        Path video = copy("in.mp4");
        String output = folder + "/" + "o".repeat(260) + ".mp4";
        CliRun run = CliRun.of(video.toString(), "--model", model, "-o", output);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("jnd-encode: the name of " + output
                        + " has 264 bytes, file systems take 255: give a shorter one" + System.lineSeparator());
        CliRun table = CliRun.of(video.toString(), "--model", model, "--csv", folder + "/" + "ü".repeat(128));
        assertThat(table.code()).isEqualTo(2);
        assertThat(table.err()).contains("has 256 bytes");
        assertThat(files()).containsExactly(video);
    }
}
