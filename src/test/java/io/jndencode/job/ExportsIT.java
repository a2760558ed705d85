package io.jndencode.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jndencode.Installation;
import io.jndencode.encode.Resources;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.CodedFrame;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.Preset;
import io.jndencode.plan.PresetStore;
import io.jndencode.plan.export.FfmpegScriptExport;
import io.jndencode.plan.export.QpfileExport;
import io.jndencode.plan.export.ZonesExport;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exports, given to the programs they are for: x264 and ffmpeg, where those are installed. */
class ExportsIT {
    private static final Path SPLICE = Path.of("test-videos/sintel-splice.mp4").toAbsolutePath();

    @TempDir
    Path folder;

    private JobOutcome outcome;

    @BeforeEach
    void runTheMainJob() {
        Preset preset = new PresetStore(Installation.current()).load("default").with(Map.of("x264Preset", "veryfast"));
        JobRequest request =
                new JobRequest(SPLICE, preset, folder.resolve("ours.mp4"), false, new Resources(2, null, false));
        try (JndModel model = JndModel.load(TinyModel.green().write(folder.resolve("tiny.onnx")), 1)) {
            outcome = new EncodeJob(request, model, event -> {}).run();
        }
    }

    @Test
    void x264GivesEveryFrameTheSameQpWithZonesAndQpfile() throws Exception {
        assumeInstalled("x264", "ffmpeg");
        Path raw = folder.resolve("splice.y4m");
        run("ffmpeg", "-nostdin", "-v", "error", "-i", SPLICE.toString(), "-f", "yuv4mpegpipe", raw.toString());
        Path qpfile = Files.writeString(folder.resolve("plan.qpfile"), QpfileExport.text(outcome.plan()));
        Path coded = folder.resolve("theirs.mkv");
        run(
                "x264 --quiet --crf 23 --aq-mode 0 --no-mbtree --preset veryfast --threads 1 --zones".split(" "),
                ZonesExport.text(outcome.plan()).strip(),
                "--qpfile",
                qpfile.toString(),
                "-o",
                coded.toString(),
                raw.toString());
        List<CodedFrame> theirs = CodedFrame.read(coded);
        List<CodedFrame> ours = CodedFrame.read(folder.resolve("ours.mp4"));
        assertThat(theirs).hasSameSizeAs(ours);
        for (PlannedShot shot : outcome.plan().shots()) {
            int first = (int) shot.shot().frames().start();
            assertThat(theirs.get(first))
                    .as("key frame of shot %d", shot.shot().index())
                    .isEqualTo(ours.get(first));
            for (int n = first; n < shot.shot().frames().end(); n++) {
                if (theirs.get(n).type() == 'P') {
                    assertThat(theirs.get(n).qp()).as("frame %d", n).isEqualTo(shot.qp());
                }
            }
        }
        assertThat((double) Files.size(coded))
                .isCloseTo((double) Files.size(folder.resolve("ours.mp4")), withinPercentage(4));
    }

    @Test
    void theScriptRunsAndGivesTheSameQps() throws Exception {
        assumeInstalled("ffmpeg");
        Path script = Files.writeString(folder.resolve("plan.sh"), FfmpegScriptExport.text(outcome.sidecar()));
        Path coded = folder.resolve("by script.mkv");
        run("sh", script.toString(), SPLICE.toString(), coded.toString());
        assertThat(CodedFrame.read(coded)).isEqualTo(CodedFrame.read(folder.resolve("ours.mp4")));
        assertThat(frames(coded)).isEqualTo(frames(SPLICE));
    }

    private static long frames(Path file) {
        try (VideoReader reader = VideoReader.open(file, ReaderOptions.defaults())) {
            while (reader.next()) {
                assertThat(reader.index()).isNotNegative();
            }
            return reader.index() + 1;
        }
    }

    private static void assumeInstalled(String... programs) {
        for (String program : programs) {
            boolean found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
            assumeThat(found).as("the program %s is not installed", program).isTrue();
        }
    }

    private void run(String[] command, String... more) throws IOException, InterruptedException {
        run(Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new));
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    }
}
