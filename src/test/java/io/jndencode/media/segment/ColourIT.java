package io.jndencode.media.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jndencode.media.ColorTags;
import io.jndencode.media.MadeVideo;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.stitch.Stitcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pixel formats, colour tags, fields, shapes: what comes out is what went in, or is named. */
class ColourIT {
    private static final Path CLIP = Path.of("test-videos/sintel-phone.mp4");
    private static final Path DEEP = Path.of("test-videos/sintel-hlg10.mp4");

    @TempDir
    Path folder;

    private record Out(VideoStream before, VideoStream after, List<String> warnings, Path file) {}

    private Out encode(Path source, int frames) {
        MediaInfo info = MediaProbe.probe(source);
        Path segment = folder.resolve("one.segment");
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(1))) {
            assertThat(reader.next()).isTrue();
            new SegmentEncoder(EncoderSettings.constantQp("superfast", 20))
                    .encode(reader, new ExpectedFrames.Counted(frames, OptionalLong.empty()), segment, done -> {});
        }
        Path output = folder.resolve("out.mkv");
        Stitcher.Result result = Stitcher.stitch(new Stitcher.Job(info, List.of(segment), output, true, frames < 12));
        return new Out(info.video(), MediaProbe.probe(output).video(), result.warnings(), output);
    }

    private Out encode(String filters) {
        return encode(MadeVideo.of(CLIP, folder.resolve("in.mkv"), filters), MadeVideo.FRAMES);
    }

    @ParameterizedTest
    @CsvSource({"yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le", "yuv444p10le"})
    void whatX264CodesStaysAsItIs(String format) {
        Out out = encode("format=" + format);
        assertThat(out.after().format().pixelFormat()).isEqualTo(format);
        assertThat(out.after().format().bitDepth())
                .isEqualTo(out.before().format().bitDepth());
        assertThat(out.warnings()).isEmpty();
        assertProbed(out, "pix_fmt", format);
    }

    @ParameterizedTest
    @CsvSource({
        "bgr0, yuv444p, the pixel format bgr0 became yuv444p",
        "gbrp10le, yuv444p10le, the pixel format gbrp10le became yuv444p10le",
        "yuv420p12le, yuv420p10le, the pixel format yuv420p12le became yuv420p10le",
        "yuv444p12le, yuv444p10le, the pixel format yuv444p12le became yuv444p10le",
        "yuv411p, yuv422p, the pixel format yuv411p became yuv422p",
        "yuv440p, yuv444p, the pixel format yuv440p became yuv444p",
        "yuva420p, yuv420p, the transparency of the video (yuva420p) cannot be kept",
        "yuva444p10le, yuv444p10le, the transparency of the video (yuva444p10le) cannot be kept",
        "gbrap10le, yuv444p10le, the transparency of the video (gbrap10le) cannot be kept",
        "bgra, yuv444p, the transparency of the video (bgra) cannot be kept"
    })
    void whatX264CannotCodeBecomesTheNearestAndIsNamed(String format, String coded, String sentence) {
        Out out = encode("format=" + format);
        assertThat(out.after().format().pixelFormat()).isEqualTo(coded);
        assertThat(out.warnings()).singleElement().asString().contains(sentence);
        assertThat(out.after().format().color().matrix()).isNotEqualTo("gbr");
    }

    /** H.264 has pictures without chroma; decoders show them with a neutral one. */
    @ParameterizedTest
    @CsvSource({"gray, yuvj420p, ", "gray10le, yuv420p10le, ", "gray12le, yuv420p10le, gray12le became gray10le"})
    void grayIsCodedWithoutChroma(String format, String shown, @Nullable String sentence) {
        Out out = encode("format=" + format);
        assertThat(out.after().format().pixelFormat()).isEqualTo(shown);
        assertThat(out.warnings())
                .hasSize(sentence == null ? 0 : 1)
                .allMatch(warning -> warning.contains("" + sentence));
    }

    @ParameterizedTest
    @CsvSource({
        "bt470bg, bt470bg, bt470bg, tv",
        "smpte170m, smpte170m, smpte170m, tv",
        "bt709, bt709, bt709, pc",
        "bt2020, bt2020-10, bt2020nc, tv",
        "bt2020, smpte2084, bt2020nc, tv",
        "bt2020, arib-std-b67, bt2020nc, tv",
        "smpte432, iec61966-2-1, bt709, pc"
    })
    void tagsStay(String primaries, String transfer, String matrix, String range) {
        Out out = encode("format=yuv420p10le,setparams=color_primaries=%s:color_trc=%s:colorspace=%s:range=%s"
                .formatted(primaries, transfer, matrix, range));
        assertThat(out.after().format().color()).isEqualTo(new ColorTags(primaries, transfer, matrix, range));
        assertProbed(out, "color_primaries", primaries);
        assertProbed(out, "color_transfer", transfer);
        assertProbed(out, "color_space", matrix);
        assertProbed(out, "color_range", range);
    }

    @ParameterizedTest
    @CsvSource({"tff, tt", "bff, bb"})
    void fieldsStayInTheirOrder(String mode, String order) throws IOException, InterruptedException {
        Out out = encode("crop=204:480,setfield=" + mode);
        assertThat(out.before().geometry().interlaced()).isTrue();
        assertThat(out.after().geometry().interlaced()).isTrue();
        if (ffprobeIsHere()) {
            assertThat(probed(out, "field_order")).isIn(order, order.equals("tt") ? "tb" : "bt");
            assertThat(run(
                            "ffprobe",
                            "-v",
                            "error",
                            "-show_entries",
                            "frame=interlaced_frame,top_field_first",
                            "-of",
                            "csv=p=0",
                            out.file().toString()))
                    .startsWith(order.equals("tt") ? "1,1" : "1,0");
        }
    }

    @Test
    void pixelsThatAreNotSquareAndOddSizesStay() {
        Out out = encode("setsar=16/11");
        assertThat(out.after().geometry().sar()).isEqualTo(new Rational(16, 11));
        Out odd = encode("crop=203:479:0:0:exact=1,format=yuv444p");
        assertThat(odd.after().geometry().width()).isEqualTo(203);
        assertThat(odd.after().geometry().height()).isEqualTo(479);
        assertThat(odd.warnings()).isEmpty();
    }

    @Test
    void highDynamicRangeKeepsItsDepthAndItsMetadataInStreamAndContainer() throws IOException, InterruptedException {
        Out out = encode(DEEP, 6);
        assertThat(out.after().format().pixelFormat()).isEqualTo("yuv420p10le");
        assertThat(out.after().format().hdr())
                .isEqualTo(out.before().format().hdr())
                .isNotNull();
        assertThat(out.after().format().color()).isEqualTo(out.before().format().color());
        if (ffprobeIsHere()) {
            assertThat(run(
                            "ffprobe",
                            "-v",
                            "error",
                            "-select_streams",
                            "v",
                            "-show_streams",
                            out.file().toString()))
                    .contains("profile=High 10", "Mastering display metadata", "max_content=1000", "max_average=400");
        }
    }

    private static void assertProbed(Out out, String key, String value) {
        assertThat(ffprobeIsHere() ? probed(out, key) : value).isEqualTo(value);
    }

    private static String probed(Out out, String key) {
        try {
            return run(
                            "ffprobe",
                            "-v",
                            "error",
                            "-select_streams",
                            "v",
                            "-show_entries",
                            "stream=" + key,
                            "-of",
                            "csv=p=0",
                            out.file().toString())
                    .strip();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean ffprobeIsHere() {
        try {
            return !run("ffprobe", "-version").isEmpty();
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() == 0, () -> String.join(" ", command) + ": " + said);
        return said;
    }
}
