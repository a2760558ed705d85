package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every failure a user can cause: its exit code, one sentence on standard error, nothing on standard output, no files. */
class CliErrorsIT {
    private static final Path VIDEOS = Path.of("test-videos");
    private static final String SPLICE = VIDEOS.resolve("sintel-splice.mp4").toString();

    @TempDir
    Path folder;

    private void fails(int code, String sentence, String... args) throws IOException {
        CliRun run = CliRun.of(args);
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.err()).startsWith("jnd-encode: ").contains(sentence);
        assertThat(run.err().strip().lines()).as(run.err()).hasSize(1);
        assertThat(run.out()).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString()).filter(name -> name.contains("jnd1")))
                    .isEmpty();
        }
    }

    private String file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }

    @Test
    void aMissingFile() throws IOException {
        fails(3, "no-such.mp4", folder.resolve("no-such.mp4").toString());
    }

    @Test
    void aFolderInsteadOfAFile() throws IOException {
        fails(3, folder.toString(), folder.toString());
    }

    @Test
    void aFileThatIsNoVideo() throws IOException {
        fails(
                3,
                "is not a media file",
                file("letter.mp4", "Dear reader, ".repeat(500).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anEmptyFile() throws IOException {
        fails(3, "empty", file("empty.mp4", new byte[0]));
    }

    @Test
    void soundWithoutVideo() throws IOException {
        fails(3, "holds only sound", VIDEOS.resolve("sintel-audio.m4a").toString(), "-o", folder.toString());
    }

    @Test
    void aPicture() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", folder.resolve("picture.png").toFile());
        fails(3, "is a picture", folder.resolve("picture.png").toString());
    }

    @Test
    void aTruncatedFile() throws IOException {
        byte[] whole = Files.readAllBytes(VIDEOS.resolve("sintel-splice.mp4"));
        fails(3, "is truncated", file("cut.mp4", Arrays.copyOf(whole, 100_000)));
    }

    @Test
    void anOutputFolderThatIsNotThere() throws IOException {
        fails(
                5,
                "there is no folder",
                SPLICE,
                "-o",
                folder.resolve("no/out.mp4").toString());
    }

    @Test
    void anOutputThatExists() throws IOException {
        Path there = Files.writeString(folder.resolve("there.mp4"), "precious");
        fails(2, "exists already", SPLICE, "-o", there.toString());
        assertThat(there).hasContent("precious");
    }

    @Test
    void aSidecarThatExists() throws IOException {
        Path there = Files.writeString(folder.resolve("there.json"), "precious");
        fails(2, "exists already", SPLICE, "-o", folder.resolve("there.mp4").toString());
        assertThat(there).hasContent("precious");
    }

    @Test
    void theInputAsOutput() throws IOException {
        fails(2, "is the input itself", SPLICE, "-y", "-o", SPLICE);
    }

    @Test
    void aContainerThatCannotHoldTheVideo() throws IOException {
        fails(2, "WebM", SPLICE, "-o", folder.resolve("out.webm").toString());
    }

    @Test
    void anUnknownPresetWithTheNearestOne() throws IOException {
        fails(2, "did you mean archive?", SPLICE, "--preset", "archiv", "-o", folder.toString());
    }

    @Test
    void anUnknownModel() throws IOException {
        fails(4, "mj-latte", SPLICE, "--model", "mj-latte", "-o", folder.toString());
    }

    /** The model is being loaded while the videos are looked at; what is told does not depend on who is first; a name is looked up before. */
    @Test
    void aBadVideoIsToldBeforeABadModel() throws IOException {
        fails(3, "nothing.mp4", "nothing.mp4", "--model", file("model.onnx", new byte[5000]));
        fails(4, "mj-latte", file("words.mp4", new byte[99]), "--model", "mj-latte");
    }

    @Test
    void aModelThatIsNoModel() throws IOException {
        fails(4, "model", SPLICE, "--model", file("model.onnx", new byte[5000]), "-o", folder.toString());
    }

    @Test
    void anUnknownTarget() throws IOException {
        fails(2, "target 7 is outside 0 to 3", SPLICE, "--target", "JND7", "-o", folder.toString());
    }

    @Test
    void anUnknownX264Option() throws IOException {
        fails(2, "merange2", SPLICE, "--x264-params", "merange2=5", "-o", folder.toString());
    }

    @Test
    void timesThatHoldNothing() throws IOException {
        fails(2, "the last frame of", SPLICE, "--start", "1:00", "-o", folder.toString());
        fails(2, "more than 0 seconds", SPLICE, "--duration", "0", "-o", folder.toString());
        fails(2, "is not a time", SPLICE, "--start", "soon", "-o", folder.toString());
        fails(2, "--script copies", SPLICE, "--start", "1", "--script", "x.sh", "-o", folder.toString());
    }

    @Test
    void shotListsThatDoNotFit() throws IOException {
        badShots("line 3: the shot begins at frame 101 instead of 100", "0,100\n101,210");
        badShots("line 2: endFrame is 'x'", "0,x");
        // Known only at the end; of several shots the first may be encoded by then, and is kept for a list put right.
        badShots("the video has more frames", "0,200");
        badShots("but the video has 210 frames", "0,211");
        badPlan("the video has more frames", "0,100\n100,200");
        badPlan("but the video has 210 frames", "0,100\n100,211");
    }

    private void badShots(String sentence, String rows) throws IOException {
        fails(2, sentence, SPLICE, "--shots", list(rows), "-o", folder.toString());
    }

    private void badPlan(String sentence, String rows) throws IOException {
        String plan = folder.resolve("plan.json").toString();
        fails(2, sentence, "plan", SPLICE, "--shots", list(rows), "-o", plan);
    }

    private String list(String rows) throws IOException {
        return file("list.csv", ("startFrame,endFrame\n" + rows).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shotsOfAListAreUsedExactly() throws IOException {
        Path csv = Path.of(file("ok.csv", "startFrame,endFrame\n0,3\n3,5\n5,210".getBytes(StandardCharsets.UTF_8)));
        Path json = Path.of(file(
                "ok.json",
                "{\"shots\": [{\"startFrame\": 0, \"endFrame\": 3}, {\"startFrame\": 3, \"endFrame\": 5},\n{\"startFrame\": 5, \"endFrame\": 210}]}"
                        .getBytes(StandardCharsets.UTF_8)));
        for (Path list : new Path[] {csv, json}) {
            Path table = folder.resolve("table.csv");
            Path sidecar = folder.resolve("plan.json");
            CliRun run = CliRun.of(
                    "plan",
                    SPLICE,
                    "--shots",
                    list.toString(),
                    "--csv",
                    table.toString(),
                    "--sidecar",
                    sidecar.toString(),
                    "-y");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(Files.readAllLines(table)).hasSize(4);
            assertThat(Files.readString(sidecar))
                    .contains("\"endFrame\": 3,", "\"endFrame\": 5,", "\"endFrame\": 210,");
        }
    }

    @Test
    void limitsTheWrongWayRound() throws IOException {
        fails(2, "QP limits", SPLICE, "--min-qp", "40", "--max-qp", "20", "-o", folder.toString());
    }

    @Test
    void anUnknownOptionWithTheNearestOne() throws IOException {
        fails(2, "--target", SPLICE, "--taget", "JND1");
    }

    @Test
    void noInputAtAll() throws IOException {
        fails(2, "INPUT");
    }

    @Test
    void bothAnswersAboutExistingFiles() throws IOException {
        fails(2, "mutually exclusive", SPLICE, "-y", "-n");
    }

    @Test
    void aBadSidecar() throws IOException {
        fails(
                2,
                "sidecar",
                "apply",
                file("bad.json", "{\"schema\": 7".getBytes(StandardCharsets.UTF_8)),
                "-o",
                folder.toString());
    }

    @Test
    void theStackTraceOnlyWhenAskedFor() {
        CliRun run = CliRun.of("no-such.mp4", "--stacktrace");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("\tat io.jndencode.media");
    }
}
