package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jndencode.cli.CliRun;
import io.jndencode.media.Luma;
import io.jndencode.media.MadeVideo;
import io.jndencode.media.VideoStream;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs on filtered pictures: every step sees what a video would show whose pictures had been filtered beforehand. */
class FilteredJobIT {
    private static final Path CLIP = Path.of("test-videos", "sintel-splice.mp4");

    /** Has two sounds and subtitles. */
    private static final Path EXTRAS = Path.of("test-videos", "sintel-extras.mkv");

    /** Bright enough everywhere that no part of a picture is taken for a bar. */
    private static final String BRIGHT = "lutyuv=y='clip(val/2+90,16,235)',scale=320:180,";

    @TempDir
    Path folder;

    private Path encode(Path source, String name, String... options) {
        Path output = folder.resolve(name);
        List<String> words = new ArrayList<>(List.of(source.toString(), "-o", output.toString(), "--preset", "fast"));
        words.addAll(List.of("--sidecar", folder.resolve(name + ".json").toString()));
        words.addAll(List.of(options));
        ok(words.toArray(String[]::new));
        return output;
    }

    private static void ok(String... words) {
        CliRun run = CliRun.of(words);
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static List<String> pictures(Path video) {
        return Luma.of(video).stream()
                .map(frame -> frame.width() + "x" + frame.height() + " " + Arrays.hashCode(frame.samples()))
                .toList();
    }

    private JsonNode sidecar(String name) throws IOException {
        return Json.mapper().readTree(folder.resolve(name + ".json").toFile());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"--crop|320:160:160:50", "--scale|-2:180", "--vf|unsharp=5:5:0.5,hflip"})
    void aJobWithFiltersIsTheJobOfAVideoFilteredBeforehand(String option, String value) throws IOException {
        Path source = MadeVideo.of(CLIP, folder.resolve("source.mkv"), "format=yuv420p");
        Path filtered = encode(source, "filtered.mkv", option, value);
        String chain = sidecar("filtered.mkv").at("/source/filters/chain").asText();
        Path beforehand = MadeVideo.of(CLIP, folder.resolve("beforehand.mkv"), chain);
        Path plain = encode(beforehand, "plain.mkv");
        assertThat(pictures(filtered)).hasSize(MadeVideo.FRAMES).isEqualTo(pictures(plain));
        assertThat(sidecar("filtered.mkv").at("/shots/0/jnd"))
                .isEqualTo(sidecar("plain.mkv").at("/shots/0/jnd"));
    }

    @Test
    void theBytesAreTheSameInOnePieceAppliedAndShotByShot() throws IOException {
        Path one =
                encode(EXTRAS, "one.mkv", "--duration", "4", "--denoise", "--scale", "-2:180", "--audio", "opus:64k");
        Path applied = folder.resolve("applied.mkv");
        ok("apply", folder.resolve("one.mkv.json").toString(), "--source", EXTRAS.toString(), "-o", applied.toString());
        assertThat(applied).hasSameBinaryContentAs(one);
        assertThat(shotByShot(EXTRAS)).hasSameBinaryContentAs(one);
    }

    /** Twelve seconds: the filters begin anew within them. */
    @Test
    void telecinedFilmHasTheSameBytesShotByShot() throws IOException {
        Path film = MadeVideo.of(
                CLIP,
                0,
                190,
                folder.resolve("film.mkv"),
                "scale=160:90,format=yuv420p,telecine=pattern=33,setfield=tff");
        Path one = encode(film, "one.mkv", "--deinterlace", "auto", "--x264-preset", "ultrafast");
        assertThat(sidecar("one.mkv").at("/source/filters/chain").asText()).startsWith("fieldmatch=order=tff:");
        assertThat(shotByShot(film)).hasSameBinaryContentAs(one);
    }

    /** Encodes the shots of one.mkv's plan one by one, the last one first, and joins them. */
    private Path shotByShot(Path source) throws IOException {
        String plan = folder.resolve("one.mkv.json").toString();
        int shots = sidecar("one.mkv").path("shots").size();
        assertThat(shots).isGreaterThan(1);
        List<String> words = new ArrayList<>(List.of("stitch", plan, "--source", source.toString()));
        Path joined = folder.resolve("joined.mkv");
        words.addAll(List.of(
                "-o",
                joined.toString(),
                "--sidecar",
                folder.resolve("joined.json").toString()));
        for (int shot = shots - 1; shot >= 0; shot--) {
            String segment = folder.resolve("shot-00000" + shot + ".segment").toString();
            ok("shot", plan, "--source", source.toString(), "--index", Integer.toString(shot), "-o", segment);
            words.add(6, segment);
        }
        ok(words.toArray(String[]::new));
        return joined;
    }

    @Test
    void aScriptThatWouldEncodeTheVideoAsItIsIsRefused() {
        encode(CLIP, "scaled.mp4", "--duration", "1", "--scale", "-2:180");
        Path script = folder.resolve("scaled.sh");
        CliRun run = CliRun.of(
                "convert", folder.resolve("scaled.mp4.json").toString(), "--to", "script", "-o", script.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("the plan is of filtered pictures").hasLineCount(1);
        assertThat(script).doesNotExist();
    }

    @Test
    void formatsThatCountTheSourcesFramesRefuseAPlanOfTwiceAsMany() {
        Path plan = folder.resolve("twice.json");
        ok("plan", CLIP.toString(), "--duration", "1", "--vf", "bwdif", "-o", plan.toString());
        for (String format : List.of("x264-zones", "x265-zones", "qpfile", "av1an-scenes", "av1an-zones")) {
            CliRun run = CliRun.of("convert", plan.toString(), "--to", format);
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err())
                    .contains("make two frames of one, and " + format + " counts the frames of the source")
                    .hasLineCount(1);
        }
        ok("convert", plan.toString(), "--to", "csv");
    }

    /** What cannot be done with one of several is told before any is looked at whole, what a look shows at its turn. */
    @Test
    void eachOfSeveralIsLookedAtAtItsTurn() throws IOException {
        Path dark = MadeVideo.of(CLIP, folder.resolve("dark.mkv"), BRIGHT + "pad=320:240:0:30");
        Path bright = MadeVideo.of(CLIP, folder.resolve("bright.mkv"), BRIGHT + "null");
        CliRun run = CliRun.of(
                dark.toString(),
                bright.toString(),
                "--crop",
                "auto",
                "--preset",
                "fast",
                "--progress",
                "json",
                "-o",
                folder + "/out/");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().indexOf("dark.jnd1.mkv")).isPositive();
        JsonNode cropped =
                Json.mapper().readTree(folder.resolve("out/dark.jnd1.json").toFile());
        JsonNode whole =
                Json.mapper().readTree(folder.resolve("out/bright.jnd1.json").toFile());
        assertThat(cropped.at("/source/filters/chain").asText()).startsWith("crop=320:180:0:30");
        assertThat(whole.at("/source/filters").isMissingNode()).isTrue();
        CliRun impossible = CliRun.of(
                "plan",
                dark.toString(),
                bright.toString(),
                "--crop",
                "auto",
                "--vf",
                "hqdn3d=x=1",
                "-o",
                folder + "/out/");
        assertThat(impossible.code()).isEqualTo(2);
        assertThat(impossible.err()).contains("non-existent option 'x'");
    }

    /** The clip is stored as 204x480 and shown as 480x204, turned by 270 degrees clockwise. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--crop | 200:100:40:60 | crop=100:200:44:40:exact=1 | 100x200",
                "--scale | 240:102 | scale=102:240:flags=bicubic+accurate_rnd+full_chroma_int | 102x240",
                "--scale | 102p | scale=102:-2:flags=bicubic+accurate_rnd+full_chroma_int | 102x240",
                "--vf | unsharp | unsharp | 204x480"
            })
    void aVideoThatIsStoredLyingIsFilteredAsItIsShown(String option, String value, String chain, String size)
            throws IOException {
        Path phone = Path.of("test-videos", "sintel-phone.mp4");
        Path made = encode(phone, "phone.mkv", "--duration", "0.5", option, value);
        assertThat(sidecar("phone.mkv").at("/source/filters/chain").asText()).isEqualTo(chain);
        VideoStream video = MediaProbe.probe(made).video();
        assertThat(video.geometry().width() + "x" + video.geometry().height() + " "
                        + video.geometry().rotation())
                .isEqualTo(size + " 270");
    }

    @Test
    void filtersThatWouldSeeItLyingAreRefused() {
        CliRun run = CliRun.of(
                "plan", "test-videos/sintel-phone.mp4", "--vf", "unsharp,crop=100:100", "-o", folder + "/x.json");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("stored turned by 270 degrees, and crop would see them so")
                .hasLineCount(1);
    }

    /** As phones and cameras record: ten bits, and its tags; a graph to SDR takes what described the HDR picture away. */
    @Test
    void hdrStaysWhatItIsUnlessTheFiltersMakeSdrOfIt() throws IOException {
        Path hlg = Path.of("test-videos", "sintel-hlg10.mp4");
        String tags = ",setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc:range=tv";
        Path source = MadeVideo.of(hlg, folder.resolve("hlg.mkv"), "null" + tags);
        Path filtered = encode(source, "filtered.mkv", "--crop", "300:120:10:8", "--scale", "150:60");
        String chain = sidecar("filtered.mkv").at("/source/filters/chain").asText();
        Path plain = encode(MadeVideo.of(hlg, folder.resolve("before.mkv"), chain + tags), "plain.mkv");
        assertThat(pictures(filtered)).hasSize(MadeVideo.FRAMES).isEqualTo(pictures(plain));
        VideoStream video = MediaProbe.probe(filtered).video();
        assertThat(video.format().pixelFormat()).isEqualTo("yuv420p10le");
        assertThat(video.format().color().transfer()).isEqualTo("arib-std-b67");
    }

    /** Bars as films have them; the picture between them is known by how the clip is made. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "letterbox | pad=320:240:0:30 | crop=320:180:0:30",
                "pillarbox | pad=400:180:40:0 | crop=320:180:40:0",
                "opens dark | fade=in:0:8,pad=320:240:0:30 | crop=320:180:0:30",
                "words in the bar | pad=320:240:0:30,drawbox=100:220:60:8:white:fill:enable='between(n,5,7)'"
                        + " | crop=320:198:0:30",
                "bars that change | pad=320:240:0:30,drawbox=0:0:320:240:white:fill:enable='eq(n,9)' | ",
                "no bars | null | "
            })
    void automaticCroppingKeepsWhatIsEverShown(String kind, String bars, String crop) throws IOException {
        Path source = MadeVideo.of(CLIP, folder.resolve("bars.mkv"), BRIGHT + bars);
        encode(source, "cropped.mkv", "--crop", "auto");
        String chain = sidecar("cropped.mkv").at("/source/filters/chain").asText("");
        assertThat(chain.replaceFirst(":exact=1$", "")).as(kind).isEqualTo(crop == null ? "" : crop);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--vf|fps=10",
                "--vf|movie=x.mp4",
                "--vf|nonsense=1",
                "--vf|select=1",
                "--crop|99999:10:0:0",
                "--vf|scale=40000:40000,scale=320:180"
            })
    void whatCannotBeIsRefusedBeforeTheWork(String option, String value) {
        Path output = folder.resolve("out.mp4");
        CliRun run = CliRun.of(CLIP.toString(), option, value, "-o", output.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }
}
