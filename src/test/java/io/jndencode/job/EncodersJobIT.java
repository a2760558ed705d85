package io.jndencode.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_to_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_buffer_size;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.encode.VerifyOptions;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.MadeVideo;
import io.jndencode.media.TimeRange;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.SegmentFrames;
import io.jndencode.plan.Preset;
import io.jndencode.plan.PresetStore;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFile;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole jobs with the encoders beside x264, on 36 frames of 320x180 in three shots. */
class EncodersJobIT {
    private static final Path SPLICE = Path.of("test-videos/sintel-splice.mp4").toAbsolutePath();
    private static final int FRAMES = 36;
    private static final List<Shot> SHOTS = List.of(
            new Shot(0, new FrameRange(0, 14), Transition.START),
            new Shot(1, new FrameRange(14, 17), Transition.CUT),
            new Shot(2, new FrameRange(17, FRAMES), Transition.CUT));

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path source;

    private final List<Progress> events = new ArrayList<>();

    @BeforeAll
    static void makeSource() {
        source = MadeVideo.of(SPLICE, 20, FRAMES, shared.resolve("source.mkv"), "scale=320:180");
    }

    private static Preset preset(String encoder, String preset, Map<String, Object> more) {
        Map<String, Object> changes = new HashMap<>(Map.of("encoder", encoder, "encoderPreset", preset));
        changes.putAll(more);
        return new PresetStore(Installation.current()).load("default").with(changes);
    }

    private JobOutcome run(Path input, Preset preset, String output, Resources work, Consumer<Progress> listener) {
        List<Shot> shots = input.equals(source) ? SHOTS : null;
        JobRequest request = new JobRequest(
                input, TimeRange.WHOLE, shots, preset, folder.resolve(output), null, true, work, VerifyOptions.NONE);
        try (JndModel model = JndModel.load(TinyModel.green().write(folder.resolve("tiny.onnx")), 1)) {
            return new EncodeJob(request, model, listener).run();
        }
    }

    private JobOutcome run(Preset preset, String output, Resources work) {
        return run(source, preset, output, work, events::add);
    }

    private byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
    }

    @ParameterizedTest
    @CsvSource({"x265, ultrafast, mp4", "svt-av1, 11, mkv"})
    void theBytesDependOnNeitherTheWorkersNorWhereAShotIsEncoded(String encoder, String speed, String container)
            throws IOException {
        Preset preset = preset(encoder, speed, Map.of());
        JobOutcome two = run(preset, "two." + container, new Resources(2, null, false));
        for (int workers : new int[] {1, 4}) {
            run(preset, "other." + container, new Resources(workers, null, false));
            assertThat(bytes("other." + container)).as("%d workers", workers).isEqualTo(bytes("two." + container));
        }
        Sidecar sidecar = SidecarFile.parse(SidecarFile.text(two.sidecar()), "x");
        assertThat(sidecar.encoder().version()).isNotBlank();
        List<Path> segments = new ArrayList<>();
        List<Long> parts = new ArrayList<>();
        for (SidecarShot shot : sidecar.shots()) {
            Path segment = folder.resolve("segment" + shot.index());
            new ShotJob(new ShotJob.Request(sidecar, source, shot.index(), segment), event -> {}).run();
            segments.add(segment);
            try (SegmentFrames frames = SegmentFrames.open(segment)) {
                frames.decode(frame -> parts.add(checksum(frame)));
            }
        }
        Path joined = folder.resolve("joined." + container);
        new StitchJob(new StitchJob.Request(sidecar, source, segments, joined, false)).run();
        assertThat(Files.readAllBytes(joined)).isEqualTo(bytes("two." + container));
        assertThat(checksums(joined)).hasSize(FRAMES).isEqualTo(parts);
        assertThat(MediaProbe.probe(joined).video().format().pixelFormat()).isEqualTo("yuv420p10le");
    }

    private static List<Long> checksums(Path video) {
        List<Long> all = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(video, ReaderOptions.threads(1))) {
            while (reader.next()) {
                all.add(checksum(reader.frame()));
            }
        }
        return all;
    }

    private static long checksum(AVFrame frame) {
        int size = av_image_get_buffer_size(frame.format(), frame.width(), frame.height(), 1);
        byte[] samples = new byte[size];
        try (BytePointer copy = new BytePointer((long) size)) {
            av_image_copy_to_buffer(
                    copy, size, frame.data(), frame.linesize(), frame.format(), frame.width(), frame.height(), 1);
            copy.get(samples);
        }
        CRC32 sum = new CRC32();
        sum.update(samples);
        return sum.getValue();
    }

    @ParameterizedTest
    @CsvSource({"x265, ultrafast", "svt-av1, 11"})
    void anInterruptedJobGoesOnFromWhatIsFinished(String encoder, String speed) throws IOException {
        Preset preset = preset(encoder, speed, Map.of());
        run(preset, "whole.mkv", new Resources(1, null, false));
        Thread job = Thread.currentThread();
        assertThatThrownBy(() -> run(source, preset, "out.mkv", new Resources(1, null, false), event -> {
                    if (event instanceof Progress.Encoded) {
                        job.interrupt();
                    }
                }))
                .isInstanceOf(JndException.Interrupted.class);
        Thread.interrupted(); // whatever the job left of it
        events.clear();
        run(preset, "out.mkv", new Resources(1, null, false));
        List<Boolean> kept = events.stream()
                .flatMap(event -> event instanceof Progress.Encoded shot ? List.of(shot.kept()).stream() : null)
                .toList();
        assertThat(kept).hasSize(3).contains(true);
        assertThat(bytes("out.mkv")).isEqualTo(bytes("whole.mkv"));
    }

    @Test
    void finishedShotsOfOneEncoderAreNotAnothers() throws IOException {
        Resources keep = new Resources(2, null, true);
        run(preset("x265", "ultrafast", Map.of()), "out.mkv", keep);
        Files.delete(folder.resolve("out.mkv"));
        events.clear();
        run(preset("x264", "ultrafast", Map.of("rateControl", "crf")), "out.mkv", keep);
        assertThat(events.stream().filter(event -> event instanceof Progress.Encoded shot && shot.kept()))
                .isEmpty();
        assertThat(MediaProbe.probe(folder.resolve("out.mkv")).video().codec()).isEqualTo("h264");
    }

    @ParameterizedTest
    @CsvSource({
        "x265, ultrafast, mp4, hvc1",
        "x265, ultrafast, mov, hvc1",
        "x265, ultrafast, mkv, ''",
        "x265, ultrafast, ts, ''",
        "svt-av1, 11, mp4, av01",
        "svt-av1, 11, mkv, ''",
        "svt-av1, 11, webm, ''"
    })
    void everyContainerHoldsEveryFrameForADecoderThatIsNotOurs(
            String encoder, String speed, String container, String tag) throws IOException, InterruptedException {
        String output = "out." + container;
        run(preset(encoder, speed, Map.of()), output, new Resources(2, null, false));
        assertThat(checksums(folder.resolve(output))).hasSize(FRAMES);
        if (!tag.isEmpty()) {
            assertThat(new String(bytes(output), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .contains(tag);
        }
        assumeThat(runs("ffmpeg", "-version"))
                .as("ffmpeg is not there to judge")
                .isTrue();
        Process judge = new ProcessBuilder(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-xerror",
                        "-i",
                        folder.resolve(output).toString(),
                        "-f",
                        "null",
                        "-")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(judge.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(judge.waitFor()).isZero();
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x265, ultrafast, 'scale=321:180', 'HEVC cannot hold pictures of 321x180'",
        "x265, ultrafast, 'scale=320:180,setfield=tff', 'x265 cannot code interlaced video'",
        "svt-av1, 11, 'scale=320:180,setfield=tff', 'svt-av1 cannot code interlaced video'",
        "svt-av1, 11, 'scale=8:8', 'svt-av1 cannot code pictures of 8x8'",
        "x265, ultrafast, 'scale=8:8', 'x265 cannot code pictures of 8x8'"
    })
    void whatAnEncoderCannotTakeIsSaidBeforehand(String encoder, String speed, String filters, String sentence) {
        Path odd = MadeVideo.of(SPLICE, 0, 4, folder.resolve("odd.mkv"), filters);
        assertThatThrownBy(() -> run(
                        odd, preset(encoder, speed, Map.of()), "out.mkv", new Resources(1, null, false), event -> {}))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining(sentence)
                .hasMessageMatching("(?s).*give --(encoder|pix-fmt) .*");
        assertThat(folder.resolve("out.mkv")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "svt-av1, 11, 'scale=321:181', yuv420p10le",
        "svt-av1, 11, 'scale=320:180,format=yuv444p', yuv420p10le",
        "svt-av1, 11, 'scale=320:180,format=gray', yuv420p10le",
        "x265, ultrafast, 'scale=321:181,format=yuv444p', yuv444p10le",
        "x265, ultrafast, 'scale=320:180,format=yuv422p', yuv422p10le",
        "x265, ultrafast, 'scale=320:180,format=gray', gray10le",
        "x265, ultrafast, 'scale=64:36,format=bgr0', yuv444p10le"
    })
    void whatItCanTakeIsThere(String encoder, String speed, String filters, String format) {
        Path odd = MadeVideo.of(SPLICE, 0, 4, folder.resolve("odd.mkv"), filters);
        run(odd, preset(encoder, speed, Map.of()), "out.mkv", new Resources(1, null, false), event -> {});
        assertThat(checksums(folder.resolve("out.mkv"))).hasSize(4);
        assertThat(MediaProbe.probe(folder.resolve("out.mkv")).video().format().pixelFormat())
                .isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource({"x265, ultrafast, pc", "svt-av1, 11, pc", "x265, ultrafast, tv", "svt-av1, 11, tv"})
    void coloursAndTheirRangeStay(String encoder, String speed, String range) {
        Path tagged = MadeVideo.of(
                SPLICE,
                0,
                4,
                folder.resolve("tagged.mkv"),
                "scale=320:180:out_range=%s,format=yuv420p,setparams=range=%s:color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc"
                        .formatted(range, range));
        run(tagged, preset(encoder, speed, Map.of()), "out.mkv", new Resources(1, null, false), event -> {});
        assertThat(MediaProbe.probe(folder.resolve("out.mkv")).video().format().color())
                .isEqualTo(MediaProbe.probe(tagged).video().format().color());
    }
}
