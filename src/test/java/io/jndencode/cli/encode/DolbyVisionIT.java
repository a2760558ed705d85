package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jndencode.cli.CliRun;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.HdrMetadata.DolbyVision;
import io.jndencode.media.dolbyvision.DolbyVisionRpu;
import io.jndencode.media.encoder.DolbyVisionCoding;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dolby Vision metadata, every frame's its own, made here bit by bit, through whole jobs of two shots. */
class DolbyVisionIT {
    private static final int FRAMES = DolbyVisionStream.FRAMES;
    private static final int BAR = DolbyVisionStream.BAR;

    @TempDir
    static Path shared;

    private static Path hlg;
    private static Path own;
    private static String model;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeSources() throws IOException {
        FfmpegNatives.load();
        hlg = DolbyVisionStream.write(shared.resolve("hlg.hevc"), false);
        own = DolbyVisionStream.write(shared.resolve("own.hevc"), true);
        model = TinyModel.green().write(shared.resolve("tiny.onnx")).toString();
        Files.writeString(shared.resolve("shots.csv"), "startFrame,endFrame\n0,5\n5,12\n");
    }

    private CliRun encode(Path source, String encoder, String output, String... more) {
        List<String> words = new ArrayList<>(List.of(source.toString(), "--model", model, "--encoder", encoder));
        if (!encoder.equals("x264")) {
            words.addAll(List.of("--encoder-preset", encoder.equals("x265") ? "ultrafast" : "12"));
        }
        words.addAll(List.of("--shots", shared.resolve("shots.csv").toString()));
        words.addAll(List.of("-o", folder.resolve(output).toString(), "-y"));
        words.addAll(List.of(more));
        return CliRun.of(words.toArray(String[]::new));
    }

    private static void ok(CliRun run) {
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static List<String> metadata(Path video) {
        List<String> all = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(video, ReaderOptions.threads(1))) {
            while (reader.next()) {
                all.add(DolbyVisionRpu.of(reader.frame())
                        .map(rpu -> HexFormat.of().formatHex(rpu.bytes()))
                        .orElse("none"));
            }
        }
        return all;
    }

    private static DolbyVision configuration(Path video) {
        return Objects.requireNonNull(DolbyVisionCoding.of(MediaProbe.probe(video)), video.toString());
    }

    @ParameterizedTest
    @CsvSource({"mp4, 1", "mkv, 1", "ts, 0"})
    void everyFrameOfHevcHasItsOwnAgainAcrossJoinsAndTheContainerSaysSo(String container, int level) {
        assertThat(metadata(hlg)).isEqualTo(DolbyVisionStream.made(false, BAR, BAR));
        CliRun run = encode(hlg, "x265", "out." + container);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err().contains("mpegts as written here has no place to say so"))
                .isEqualTo(container.equals("ts"));
        Path out = folder.resolve("out." + container);
        assertThat(metadata(out)).isEqualTo(DolbyVisionStream.made(false, BAR, BAR));
        assertThat(configuration(out)).isEqualTo(new DolbyVision(8, level, 4, true));
    }

    @ParameterizedTest
    @CsvSource({"mp4", "mkv"})
    void everyFrameOfAv1CarriesItAsAMessageOfThatCodec(String container) throws IOException {
        CliRun run = encode(hlg, "svt-av1", "out." + container);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContain("Dolby");
        Path out = folder.resolve("out." + container);
        String bytes = HexFormat.of().formatHex(Files.readAllBytes(out));
        for (int n = 0; n < FRAMES; n++) {
            byte[] rpu = DolbyVisionStream.rpu(n, false, BAR, BAR);
            DolbyVisionStream.Text t = new DolbyVisionStream.Text()
                    .put(8, 0xb5)
                    .put(16, 0x3b)
                    .put(32, 0x800)
                    .put(27, 0x01be6841);
            int size = rpu.length - 1;
            (size > 255 ? t.put(8, (size >> 8) - 1).put(1, 1) : t)
                    .put(8, size & 255)
                    .put(1, 0);
            for (int i = 1; i < rpu.length; i++) {
                t.put(8, rpu[i] & 255);
            }
            String message = HexFormat.of().formatHex(t.put(17, 0x400).align().bytes());
            assertThat(bytes).as("frame %d", n).containsOnlyOnce(message.substring(0, message.length() - 2));
        }
        assertThat(configuration(out)).isEqualTo(new DolbyVision(10, 1, 4, false));
    }

    @Test
    void theActiveAreaMovesWithThePicture() {
        ok(encode(hlg, "x265", "out.mkv", "--crop", "96:48:0:12"));
        assertThat(metadata(folder.resolve("out.mkv"))).isEqualTo(DolbyVisionStream.made(false, BAR - 12, BAR - 4));
        ok(encode(hlg, "x265", "out.mkv", "--scale", "192:128"));
        assertThat(metadata(folder.resolve("out.mkv"))).isEqualTo(DolbyVisionStream.made(false, 2 * BAR, 2 * BAR));
        CliRun turned = encode(hlg, "x265", "out.mkv", "--vf", "vflip");
        assertThat(turned.err()).contains("Dolby Vision metadata is not true any more after these filters");
        assertThat(metadata(folder.resolve("out.mkv"))).containsOnly("none");
    }

    @Test
    void shotsEncodedApartAndJoinedAreTheBytesOfOneJob() throws IOException {
        String plan = folder.resolve("plan.json").toString();
        List<String> words = new ArrayList<>(List.of("plan", hlg.toString(), "--model", model, "--encoder", "x265"));
        words.addAll(List.of("--encoder-preset", "ultrafast", "-o", plan));
        words.addAll(List.of("--shots", shared.resolve("shots.csv").toString()));
        ok(CliRun.of(words.toArray(String[]::new)));
        String parts = Files.createDirectory(folder.resolve("parts")).toString();
        for (String shot : List.of("1", "0")) {
            ok(CliRun.of("shot", plan, "--source", hlg.toString(), "--index", shot, "--segments", parts));
        }
        String joined = folder.resolve("joined.mp4").toString();
        ok(CliRun.of("stitch", plan, "--source", hlg.toString(), "--segments", parts, "-o", joined));
        ok(encode(hlg, "x265", "out.mp4"));
        assertThat(Path.of(joined)).hasSameBinaryContentAs(folder.resolve("out.mp4"));
    }

    @Test
    void coloursOfItsOwnAreKeptOrRefused() throws IOException {
        assertThat(configuration(own)).isEqualTo(new DolbyVision(5, 0, 0, true));
        CliRun kept = encode(own, "x265", "out.mp4");
        assertThat(kept.code()).as(kept.err()).isZero();
        assertThat(metadata(folder.resolve("out.mp4"))).isEqualTo(DolbyVisionStream.made(true, BAR, BAR));
        assertThat(configuration(folder.resolve("out.mp4"))).isEqualTo(new DolbyVision(5, 1, 0, true));
        assertThat(Files.readString(folder.resolve("out.mp4"), StandardCharsets.ISO_8859_1))
                .contains("dvh1", "dvcC");

        CliRun h264 = encode(own, "x264", "no.mp4");
        assertThat(h264.code()).isEqualTo(3);
        assertThat(h264.err()).contains("give --encoder x265 or svt-av1 to keep it, or give --dynamic-hdr drop");
        CliRun mov = encode(own, "x265", "no.mov");
        assertThat(mov.code()).isEqualTo(2);
        assertThat(mov.err()).contains("that mov cannot say it has: name the output .mp4 or .mkv");
        CliRun eight = encode(own, "x265", "no.mp4", "--pix-fmt", "yuv420p");
        assertThat(eight.code()).isEqualTo(3);
        assertThat(eight.err()).contains("needs pictures of 10 bits in 4:2:0, not yuv420p");
        CliRun dropped = encode(own, "x264", "plain.mkv", "--dynamic-hdr", "drop", "--x264-preset", "ultrafast");
        assertThat(dropped.code()).isZero();
        assertThat(dropped.err()).contains("the output's colours are wrong without it");
        assertThat(folder.resolve("no.mp4")).doesNotExist();
        assertThat(folder.resolve("no.mov")).doesNotExist();
    }

    @Test
    void whatIsNotKeptIsNamed() {
        assertThat(encode(hlg, "x264", "out.mp4", "--x264-preset", "ultrafast").err())
                .contains(
                        "the Dolby Vision metadata cannot be kept in H.264 and was left out: the output is the plain HLG picture");
        assertThat(encode(hlg, "x265", "out.mp4", "--dynamic-hdr", "drop").err())
                .contains("the Dolby Vision metadata was left out, as asked for: the output is the plain HLG picture");
        assertThat(metadata(folder.resolve("out.mp4"))).containsOnly("none");
        assertThat(encode(hlg, "svt-av1", "out.webm").err()).contains("webm as written here has no place to say so");
    }

    /** FFmpeg's own reading, where its program is there: every frame has the number it was made with. */
    @Test
    void aReaderThatIsNotOursFindsEveryFramesOwn() throws IOException, InterruptedException {
        assertThat(encode(hlg, "x265", "out.mp4").code()).isZero();
        Process judge;
        try {
            judge = new ProcessBuilder(
                            "ffprobe",
                            "-v",
                            "error",
                            "-show_streams",
                            "-show_frames",
                            folder.resolve("out.mp4").toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            assumeThat(false).as("ffprobe is not there to judge").isTrue();
            return;
        }
        String told = new String(judge.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(judge.waitFor()).isZero();
        assertThat(told).contains("DOVI configuration record", "dv_profile=8", "dv_bl_signal_compatibility_id=4");
        assertThat(told.split("side_data_type=Dolby Vision Metadata", -1)).hasSize(FRAMES + 1);
        assertThat(told.split("source_max_pq=3079", -1)).hasSize(FRAMES + 1);
    }
}
