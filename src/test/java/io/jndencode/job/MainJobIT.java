package io.jndencode.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.cli.SmallClips;
import io.jndencode.encode.Resources;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.CodedFrame;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.OtherStream;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.Preset;
import io.jndencode.plan.PresetStore;
import io.jndencode.plan.sidecar.Sidecar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job on real clips, with a model whose levels follow the picture, so that shots get different QPs. */
class MainJobIT {
    private static final Path VIDEOS = Path.of("test-videos");

    @TempDir
    Path folder;

    private JobOutcome run(String clip, @Nullable String output, int workers) {
        return run(VIDEOS.resolve(clip), output, workers);
    }

    private JobOutcome run(Path clip, @Nullable String output, int workers) {
        Preset preset = new PresetStore(Installation.current()).load("default").with(Map.of("x264Preset", "veryfast"));
        Path out = output == null ? null : folder.resolve(output);
        JobRequest request = new JobRequest(clip, preset, out, false, new Resources(workers, null, false));
        try (JndModel model = JndModel.load(TinyModel.green().write(folder.resolve("tiny.onnx")), 1)) {
            return new EncodeJob(request, model, event -> {}).run();
        }
    }

    private static List<Long> pts(Path file) {
        List<Long> pts = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(file, ReaderOptions.defaults())) {
            double unit = reader.info().video().timing().timeBase().toDouble();
            while (reader.next()) {
                pts.add(Math.round(reader.pts() * unit * 1000));
            }
        }
        return pts;
    }

    @Test
    void everyFrameHasTheQpThePlanSays() {
        JobOutcome outcome = run("sintel-splice.mp4", "out.mp4", 2);
        List<CodedFrame> coded = CodedFrame.read(folder.resolve("out.mp4"));
        List<PlannedShot> shots = outcome.plan().shots();
        assertThat(shots.stream().mapToInt(PlannedShot::qp).distinct().count())
                .as("different QPs")
                .isGreaterThan(2);
        for (PlannedShot shot : shots) {
            for (long n = shot.shot().frames().start(); n < shot.shot().frames().end(); n++) {
                CodedFrame frame = coded.get((int) n);
                // x264 codes B frames 2 coarser than P frames, those that others refer to half as much.
                int qp = shot.qp();
                List<Integer> expected = switch (frame.type()) {
                    case 'I' -> List.of(shot.keyFrameQp());
                    case 'P' -> List.of(qp);
                    default -> List.of(qp + 1, qp + 2);
                };
                assertThat(frame.qp()).as("frame %d, %s", n, frame).isIn(expected);
            }
            assertThat(coded.get((int) shot.shot().frames().start()).type())
                    .as("first frame of shot %d", shot.shot().index())
                    .isEqualTo('I');
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sintel-splice.mp4",
                "sintel-extras.mkv",
                "sintel-phone.mp4",
                "sintel-hlg10.mp4",
                "sintel-interlaced.mkv"
            })
    void framesTimesStreamsAndTagsAreTheSources(String clip) throws IOException {
        String output = "out" + clip.substring(clip.lastIndexOf('.'));
        JobOutcome outcome = run(clip, output, 2);
        MediaInfo before = MediaProbe.probe(VIDEOS.resolve(clip));
        MediaInfo after = MediaProbe.probe(folder.resolve(output));
        assertThat(pts(after.file())).isEqualTo(pts(before.file()));
        assertThat(outcome.sidecar().source().timing().frames())
                .isEqualTo(outcome.plan().endFrame())
                .isEqualTo(pts(after.file()).size());
        assertThat(after.video().format().color())
                .isEqualTo(before.video().format().color());
        assertThat(after.video().format().hdr())
                .isEqualTo(before.video().format().hdr());
        assertThat(after.video().geometry().rotation())
                .isEqualTo(before.video().geometry().rotation());
        assertThat(after.video().geometry().sar())
                .isEqualTo(before.video().geometry().sar());
        assertThat(after.video().geometry().interlaced())
                .isEqualTo(before.video().geometry().interlaced());
        assertThat(after.video().format().bitDepth())
                .isEqualTo(before.video().format().bitDepth());
        assertThat(after.video().timing().variableFrameRate())
                .isEqualTo(before.video().timing().variableFrameRate());
        assertThat(after.chapters()).isEqualTo(before.chapters());
        assertThat(after.others().stream().map(MainJobIT::described).toList())
                .isEqualTo(before.others().stream().map(MainJobIT::described).toList());
        assertThat(after.duration()).isCloseTo(before.duration(), within(0.05));
        assertNothingElseIn(folder, "tiny.onnx", output);
    }

    private static String described(OtherStream stream) {
        return stream.type() + " " + stream.codec() + " " + stream.language() + " " + stream.title() + " "
                + stream.dispositions();
    }

    private static void assertNothingElseIn(Path folder, String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }

    @Test
    void theBytesDoNotDependOnTheNumberOfWorkers() throws IOException {
        Path splice = SmallClips.splice(folder.resolve("splice.mp4"));
        run(splice, "one.mp4", 1);
        run(splice, "three.mp4", 3);
        assertThat(Files.mismatch(folder.resolve("one.mp4"), folder.resolve("three.mp4")))
                .isEqualTo(-1);
    }

    @Test
    void theSidecarAloneGivesTheSameFile() throws IOException {
        Path splice = SmallClips.splice(folder.resolve("splice.mp4"));
        JobOutcome planned = run(splice, null, 1);
        run(splice, "whole.mp4", 2);
        ApplyRequest request = new ApplyRequest(
                planned.sidecar(), splice, folder.resolve("applied.mp4"), false, new Resources(2, null, false));
        new ApplyJob(request, event -> {}).run();
        assertThat(Files.mismatch(folder.resolve("whole.mp4"), folder.resolve("applied.mp4")))
                .isEqualTo(-1);
    }

    @Test
    void aSidecarThatLostItsLastShotIsRefused() {
        Sidecar whole = run("sintel-splice.mp4", null, 1).sidecar();
        Sidecar cut = new Sidecar(
                whole.schema(),
                whole.tool(),
                whole.source(),
                whole.range(),
                whole.model(),
                whole.target(),
                whole.preset(),
                whole.planning(),
                whole.encoder(),
                whole.shots().subList(0, whole.shots().size() - 1),
                null,
                null);
        ApplyRequest request = new ApplyRequest(
                cut,
                VIDEOS.resolve("sintel-splice.mp4"),
                folder.resolve("cut.mp4"),
                false,
                new Resources(1, null, false));
        assertThatThrownBy(() -> new ApplyJob(request, event -> {}).run())
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("has the frames 0 to 210");
    }
}
