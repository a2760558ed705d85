package io.jndencode.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.encode.Resources;
import io.jndencode.encode.VerifyOptions;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.StoredPackets;
import io.jndencode.media.TimeRange;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.Preset;
import io.jndencode.plan.PresetStore;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A part of a video by time: which frames, when, with which sound, and what the sidecar makes of it. */
class RangeIT {
    private static final Path VIDEOS = Path.of("test-videos");

    @TempDir
    Path folder;

    private JobOutcome run(String clip, TimeRange range, @Nullable String output) {
        Preset preset = new PresetStore(Installation.current()).load("default").with(Map.of("x264Preset", "superfast"));
        Path out = output == null ? null : folder.resolve(output);
        JobRequest request = new JobRequest(
                VIDEOS.resolve(clip),
                range,
                null,
                preset,
                out,
                null,
                false,
                new Resources(2, null, false),
                VerifyOptions.NONE);
        try (JndModel model = JndModel.load(TinyModel.green().write(folder.resolve("tiny.onnx")), 1)) {
            return new EncodeJob(request, model, event -> {}).run();
        }
    }

    /** Times of all frames in microseconds. */
    private static List<Long> times(Path file) {
        List<Long> times = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(file, ReaderOptions.defaults())) {
            double unit = reader.info().video().timing().timeBase().toDouble();
            while (reader.next()) {
                times.add(Math.round(reader.pts() * unit * 1e6));
            }
        }
        return times;
    }

    @ParameterizedTest
    @CsvSource({
        "sintel-splice.mp4,2.5,3",
        "sintel-splice.mp4,6,2",
        "sintel-extras.mkv,2,3",
        "sintel-extras.mkv,6.5,1",
        "sintel-phone.mp4,1,1.5",
        "sintel-phone.mp4,0,2"
    })
    void exactlyTheFramesInsideAreEncodedAndBeginAtZero(String clip, double start, double duration) {
        String output = "part" + clip.substring(clip.lastIndexOf('.'));
        JobOutcome outcome = run(clip, new TimeRange(start, duration), output);
        List<Long> source = times(VIDEOS.resolve(clip));
        List<Long> expected = source.stream()
                .filter(time -> time - source.get(0) >= start * 1e6 && time - source.get(0) < (start + duration) * 1e6)
                .toList();
        List<Long> relative =
                expected.stream().map(time -> time - expected.get(0)).toList();
        List<Long> found = times(folder.resolve(output));
        assertThat(found).hasSameSizeAs(relative);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).as("frame %d", i).isCloseTo(relative.get(i), within(1L));
        }
        long first = source.indexOf(expected.get(0));
        assertThat(outcome.plan().firstFrame()).isEqualTo(first);
        assertThat(outcome.plan().endFrame()).isEqualTo(first + expected.size());
        assertThat(outcome.sidecar().range())
                .isEqualTo(new Sidecar.Range(start, duration, first, first + expected.size()));
        assertThat(outcome.plan().shots()).allSatisfy(RangeIT::sampledInside);
    }

    private static void sampledInside(PlannedShot shot) {
        assertThat(shot.sampledFrames())
                .isNotEmpty()
                .allMatch(frame -> shot.shot().frames().contains(frame));
    }

    @ParameterizedTest
    @CsvSource({"sintel-extras.mkv,2,3", "sintel-phone.mp4,1,1.5"})
    void theSoundLastsAsLongAsThePicture(String clip, double start, double duration) {
        Path output = folder.resolve("part" + clip.substring(clip.lastIndexOf('.')));
        run(clip, new TimeRange(start, duration), output.getFileName().toString());
        List<StoredPackets.Stored> sound = StoredPackets.besideTheVideo(output).get(0);
        double packet = 1024 / 48000.0;
        double first = sound.get(0).micros() / 1e6;
        double end = sound.get(sound.size() - 1).micros() / 1e6 + packet;
        double length = pictureLength(VIDEOS.resolve(clip), start, start + duration);
        double frame = 1
                / MediaProbe.probe(VIDEOS.resolve(clip))
                        .video()
                        .timing()
                        .frameRate()
                        .toDouble();
        assertThat(first).isBetween(0.0, packet);
        assertThat(end).isCloseTo(length, within(frame));
        assertThat(sound.size() * packet).isCloseTo(length, within(frame));
    }

    /**
     * The clip's frames last between 0.04 and 0.58 s. Packets counted with {@code ffprobe -show_packets}: those from the first frame in
     * the range to the first one behind it.
     */
    @ParameterizedTest
    @CsvSource({"0,1.5,71", "1,1.5,71", "0.5,1.2,80", "1,0.7,55"})
    void theSoundOfUnevenFramesEndsWithTheLastOne(double start, double duration, int packets) {
        run("sintel-phone.mp4", new TimeRange(start, duration), "part.mp4");
        assertThat(StoredPackets.besideTheVideo(folder.resolve("part.mp4")).get(0))
                .hasSize(packets);
    }

    /** Seconds from the first frame in a range to the first behind it. */
    private static double pictureLength(Path file, double start, double end) {
        List<Double> seconds = new ArrayList<>();
        List<Long> times = times(file);
        times.forEach(time -> seconds.add((time - times.get(0)) / 1e6));
        double first = seconds.stream().filter(s -> s >= start).findFirst().orElseThrow();
        double behind = seconds.stream().filter(s -> s >= end).findFirst().orElseThrow();
        return behind - first;
    }

    @Test
    void aRangeOfOneFrameIsAShot() {
        JobOutcome outcome = run("sintel-splice.mp4", new TimeRange(1.01, 0.04), null);
        assertThat(outcome.plan().shots()).singleElement().satisfies(RangeIT::sampledInside);
        assertThat(outcome.plan().firstFrame()).isEqualTo(25);
        assertThat(outcome.plan().endFrame()).isEqualTo(26);
    }

    @Test
    void aTimeAsTheSidecarRoundsItFindsItsFrame() {
        // Frame 25 is at 1.0416666..., which is written 1.041667, and frame 50 at 2.083333...
        JobOutcome outcome = run("sintel-splice.mp4", new TimeRange(1.041667, 1.041667), null);
        assertThat(outcome.plan().firstFrame()).isEqualTo(25);
        assertThat(outcome.plan().endFrame()).isEqualTo(50);
    }

    @Test
    void aSidecarOfAPartGivesTheSameFile() throws IOException {
        Path sidecar = folder.resolve("plan.json");
        TimeRange range = new TimeRange(1.5, 2.0);
        SidecarFile.write(run("sintel-extras.mkv", range, null).sidecar(), sidecar);
        run("sintel-extras.mkv", range, "whole.mkv");
        apply(SidecarFile.read(sidecar));
        assertThat(Files.mismatch(folder.resolve("whole.mkv"), folder.resolve("applied.mkv")))
                .isEqualTo(-1);
    }

    @Test
    void aSidecarOfAPartThatLostAShotIsRefused() {
        Sidecar part = run("sintel-extras.mkv", new TimeRange(1.5, 2.0), null).sidecar();
        String longer = SidecarFile.text(part).replaceFirst("(\"range\": \\{[^}]*\"endFrame\": )\\d+", "$1150");
        assertThatThrownBy(() -> apply(SidecarFile.parse(longer, "the test")))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("but its range the frames 36 to 150");
    }

    private void apply(Sidecar sidecar) {
        ApplyRequest request = new ApplyRequest(
                sidecar,
                VIDEOS.resolve("sintel-extras.mkv"),
                folder.resolve("applied.mkv"),
                false,
                new Resources(2, null, false));
        new ApplyJob(request, event -> {}).run();
    }

    @Test
    void aRangeWithoutFramesIsRefused() {
        assertThatThrownBy(() -> run("sintel-splice.mp4", new TimeRange(60, null), "out.mp4"))
                .isInstanceOf(JndException.Usage.class)
                .hasMessage("nothing lies in 60.000 s to the end: the last frame of test-videos/sintel-splice.mp4 is at"
                        + " 8.708 s");
        assertThatThrownBy(() -> run("sintel-splice.mp4", new TimeRange(1.01, 0.001), "out.mp4"))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("give a longer duration");
        assertThatThrownBy(() -> new TimeRange(1, 0.0))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("more than 0 seconds");
        assertThat(folder.resolve("out.mp4")).doesNotExist();
    }
}
