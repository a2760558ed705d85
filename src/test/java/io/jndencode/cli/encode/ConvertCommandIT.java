package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jndencode.cli.Child;
import io.jndencode.cli.CliRun;
import io.jndencode.jnd.inference.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversions of a real plan; the script is run where ffmpeg is installed. */
class ConvertCommandIT {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @TempDir
    Path folder;

    private String model;

    @BeforeEach
    void makeModel() throws IOException {
        model = TinyModel.green().write(folder.resolve("tiny.onnx")).toString();
    }

    private Path plan(Path clip) {
        Path sidecar = folder.resolve("plan.json");
        CliRun run = CliRun.of(
                "plan", clip.toString(), "--model", model, "--preset", "fast", "--sidecar", sidecar.toString());
        assertThat(run.code()).as(run.err()).isZero();
        return sidecar;
    }

    private Path copy(String name) throws IOException {
        return Files.copy(ROOT.resolve("test-videos/sintel-phone.mp4"), folder.resolve(name));
    }

    private static void assumeInstalled(String... programs) {
        for (String program : programs) {
            assumeThat(Arrays.stream(System.getenv("PATH").split(":")))
                    .as("the program %s is not installed", program)
                    .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        }
    }

    private static Child run(Path folder, String... command) throws IOException, InterruptedException {
        Child child = Child.run(folder, Map.of(), command);
        assertThat(child.code()).as(child.err()).isZero();
        return child;
    }

    @Test
    void aFormatGoesToStandardOutputOrToAFile() throws IOException {
        Path sidecar = plan(copy("clip.mp4"));
        CliRun printed = CliRun.of("convert", sidecar.toString(), "--to", "x265-zones");
        assertThat(printed.code()).as(printed.err()).isZero();
        assertThat(printed.out()).matches("0,\\d+,q=\\d+(/\\d+,\\d+,q=\\d+)*\\n");
        Path file = folder.resolve("scenes.json");
        List<String> command = List.of("convert", sidecar.toString(), "--to", "av1an-scenes", "-o", file.toString());
        assertThat(CliRun.of(command.toArray(String[]::new)).code()).isZero();
        assertThat(Files.readString(file)).contains("\"split_scenes\"");
        assertThat(CliRun.of(command.toArray(String[]::new)).code()).isEqualTo(2);
    }

    @Test
    void anUnknownFormatIsNamedWithTheKnownOnes() {
        CliRun run = CliRun.of("convert", "x.json", "--to", "av1an");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("av1an-scenes", "x265-zones");
    }

    @Test
    void theScriptTakesNamesWithColonsAndKeepsVideoThatStartsLate() throws Exception {
        assumeInstalled("ffmpeg", "ffprobe");
        Path late = folder.resolve("a: it's late.mkv");
        String sound = "sine=frequency=440:duration=3";
        run(
                folder,
                Stream.of(
                                Stream.of("ffmpeg -nostdin -v error -itsoffset 0.64 -i".split(" ")),
                                Stream.of(ROOT.resolve("test-videos/sintel-splice.mp4")
                                        .toString()),
                                Stream.of("-f", "lavfi", "-i", sound),
                                Stream.of("-map 0:v -map 1:a -c:v libx264 -preset ultrafast -c:a flac -t 3".split(" ")))
                        .flatMap(words -> words)
                        .toArray(String[]::new),
                "file:" + late);
        Path script = folder.resolve("plan.sh");
        CliRun converted = CliRun.of("convert", plan(late).toString(), "--to", "script", "-o", script.toString());
        assertThat(converted.code()).as(converted.err()).isZero();
        run(folder, "sh", script.toString(), late.getFileName().toString(), "out: x.mkv");
        assertThat(starts(folder.resolve("out: x.mkv"))).isCloseTo(starts(late), within(0.003));
        assertThat(frames(folder.resolve("out: x.mkv"))).isEqualTo(frames(late));
    }

    private static Child run(Path folder, String[] command, String last) throws IOException, InterruptedException {
        String[] whole = Arrays.copyOf(command, command.length + 1);
        whole[command.length] = last;
        return run(folder, whole);
    }

    /** How much later the video begins than the sound, in seconds. */
    private double starts(Path file) throws IOException, InterruptedException {
        return first(file, "v:0") - first(file, "a:0");
    }

    private double first(Path file, String stream) throws IOException, InterruptedException {
        String said = run(
                        folder,
                        ("ffprobe -v error -read_intervals %+#1 -show_entries packet=pts_time -of csv=p=0 -select_streams "
                                        + stream)
                                .split(" "),
                        "file:" + file)
                .out();
        return Double.parseDouble(said.lines().findFirst().orElseThrow().replace(",", ""));
    }

    private long frames(Path file) throws IOException, InterruptedException {
        String said = run(
                        folder,
                        "ffprobe -v error -select_streams v:0 -show_entries packet=pts_time -of csv=p=0".split(" "),
                        "file:" + file)
                .out();
        return said.lines().filter(line -> !line.isBlank()).count();
    }
}
