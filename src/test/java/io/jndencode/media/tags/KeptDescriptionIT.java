package io.jndencode.media.tags;

import static io.jndencode.media.Remuxed.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_REPLAYGAIN;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_STEREO3D;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_COMMENT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_FORCED;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.OutputContainer;
import io.jndencode.media.Remuxed;
import io.jndencode.media.SmallClip;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.X264;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.input.Orientation;
import io.jndencode.media.mux.UnsupportedMetadata;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.read.FirstFrame;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.media.stitch.Stitcher;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What files say of themselves and their streams: in the output, or named. */
class KeptDescriptionIT {
    private static final Path EXTRAS = Path.of("test-videos/sintel-extras.mkv");
    private static final Path PHONE = Path.of("test-videos/sintel-phone.mp4");
    private static final int UNIT = 1 << 16;

    @TempDir
    Path folder;

    /** The whole of a source, joined into a container; the sentences about what it lost. */
    private List<String> encoded(Path source, Path output) {
        MediaInfo info = MediaProbe.probe(source);
        Path segment = folder.resolve("all.segment");
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(1))) {
            reader.next();
            new SegmentEncoder(EncoderSettings.constantQp("ultrafast", 40))
                    .encode(reader, new ExpectedFrames.Counted(frames(source), OptionalLong.empty()), segment, d -> {});
        }
        return Stitcher.stitch(new Stitcher.Job(info, List.of(segment), output, true, false))
                .warnings();
    }

    private static int frames(Path source) {
        int count = 0;
        try (VideoReader reader = VideoReader.open(source, ReaderOptions.threads(1))) {
            while (reader.next()) {
                count++;
            }
        }
        return count;
    }

    private Path video(String name) {
        return SmallClip.write(PHONE, 12, 40, folder.resolve(name));
    }

    private Path made(String name, Consumer<AVFormatContext> describe) {
        return Remuxed.of(video("video.mp4"), folder.resolve(name), describe);
    }

    private static FileDescription description(Path file) {
        try (InputFile input = InputFile.open(file)) {
            TrackNotes notes = TrackNotes.of(input);
            return FileDescription.of(input.context(), index -> notes.of(input, index));
        }
    }

    @Test
    void nothingIsSaidWhereNothingIsLost() {
        for (String name : List.of("a.mkv", "a.mp4", "a.mov", "a.ts")) {
            Path source = made("plain.mkv", out -> {});
            assertThat(encoded(source, folder.resolve(name)))
                    .as(name)
                    .allSatisfy(
                            line -> assertThat(name + line).startsWith("a.ts").contains("skip samples"));
        }
        assertThat(encoded(EXTRAS, folder.resolve("extras.mkv"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"mkv,true", "mp4,false", "mov,false", "ts,false"})
    void freeTagsAreKeptOrNamed(String extension, boolean kept) {
        Path source = made("source.mkv", out -> {
            AVStream stream = out.streams(0);
            out.metadata(tagged(tagged(tagged(out.metadata(), "title", "A film"), "artist", "X"), "SHOOT", "42"));
            stream.metadata(tagged(stream.metadata(), "LENS", "50 mm"));
        });
        Path output = folder.resolve("out." + extension);
        List<String> said = said(source, output);
        FileDescription written = description(output);
        if (kept) {
            assertThat(said).isEmpty();
            assertThat(written.tags()).containsEntry("shoot", "42").containsEntry("title", "A film");
            assertThat(written.tracks().get(0).tags()).containsEntry("lens", "50 mm");
        } else {
            assertThat(said).anySatisfy(line -> assertThat(line).contains("shoot", "of the file", ".mkv"));
            assertThat(said).anySatisfy(line -> assertThat(line).contains("lens", "stream 0"));
        }
    }

    @Test
    void aDateIsKeptOrNamedOnceAndNoDateIsNone() {
        Path dated = made("dated.mp4", out -> {
            out.metadata(tagged(out.metadata(), "creation_time", "2024-05-06T07:08:09.000000Z"));
            out.streams(0).metadata(tagged(out.streams(0).metadata(), "creation_time", "2024-05-06T07:08:09.000000Z"));
        });
        for (String name : List.of("a.mp4", "a.mov", "a.mkv")) {
            assertThat(said(dated, folder.resolve(name))).as(name).isEmpty();
        }
        assertThat(said(dated, folder.resolve("a.ts")))
                .singleElement()
                .asString()
                .contains("creation_time of the file");
        Path undated = made(
                "undated.mkv",
                out -> out.metadata(tagged(out.metadata(), "creation_time", "1970-01-01T00:00:00.000000Z")));
        assertThat(said(undated, folder.resolve("b.mp4"))).isEmpty();
    }

    @Test
    void whereNoTagWouldBeHiddenMp4KeepsFreeOnes() {
        Path source = made("source.mkv", out -> out.metadata(tagged(out.metadata(), "SHOOT", "42")));
        Path output = folder.resolve("out.mp4");
        assertThat(said(source, output)).isEmpty();
        assertThat(description(output).tags()).containsEntry("shoot", "42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "mp4", "mov", "ts"})
    void chaptersAtAndBehindTheEndAreKeptOrNamed(String extension) {
        long[][] times = {{0, 200}, {200, 480}, {500, 500}, {60_000, 60_000}};
        Path source = made("source.mkv", out -> Remuxed.chapters(out, times, "One", "Two", "End", "Behind"));
        Path output = folder.resolve("out." + extension);
        List<String> said = said(source, output);
        List<String> titles = description(output).chapters().stream()
                .map(FileDescription.Mark::title)
                .toList();
        for (String title : List.of("One", "Two", "End", "Behind")) {
            boolean named = said.stream().anyMatch(line -> line.contains("the chapters") || line.contains(title));
            assertThat(titles.contains(title))
                    .as(title + " in " + extension + ": " + said)
                    .isNotEqualTo(named);
        }
        assertThat(titles.isEmpty()).isEqualTo(extension.equals("ts"));
        if (!extension.equals("ts")) {
            assertThat(titles).contains("One", "Two", "End");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "mp4", "mov", "ts"})
    void flagsLanguagesAndTitlesOfStreamsAreKeptOrNamed(String extension) {
        Path source = Remuxed.of(EXTRAS, folder.resolve("source.mkv"), out -> {
            for (int i = 0; i < out.nb_streams(); i++) {
                AVStream stream = out.streams(i);
                stream.metadata(tagged(tagged(stream.metadata(), "language", "por"), "title", "Title " + i));
                stream.disposition(
                        AV_DISPOSITION_FORCED | AV_DISPOSITION_COMMENT | (i == 1 ? AV_DISPOSITION_DEFAULT : 0));
            }
        });
        Path output = folder.resolve("out." + extension);
        List<String> said = said(source, output);
        FileDescription written = description(output);
        for (int i = 0; i < written.tracks().size() && i < 2; i++) {
            FileDescription.Track track = written.tracks().get(i);
            String sentence = String.join("\n", linesOf(said, "stream " + i));
            assertThat(sentence.contains("language"))
                    .isNotEqualTo(track.language().equals("por"));
            assertThat(sentence.contains("title")).isNotEqualTo(titles(output).contains("Title " + i));
            assertThat(sentence.contains("forced")).isNotEqualTo((track.dispositions() & AV_DISPOSITION_FORCED) != 0);
            assertThat(sentence.contains("comment")).isNotEqualTo((track.dispositions() & AV_DISPOSITION_COMMENT) != 0);
        }
        assertThat(said.isEmpty() || !extension.equals("mkv")).isTrue();
    }

    private static List<String> titles(Path file) {
        try (InputFile input = InputFile.open(file)) {
            TrackNotes notes = TrackNotes.of(input);
            List<String> titles = new ArrayList<>();
            for (int i = 0; i < input.streams(); i++) {
                titles.add(notes.title(input, i) + InputFile.tag(input.stream(i).metadata(), "title"));
            }
            return titles;
        }
    }

    @Test
    void theTitleOfAnMp4sTrackComesThrough() {
        Path source = Remuxed.of(EXTRAS.resolveSibling("sintel-phone.mp4"), folder.resolve("titled.mp4"), out -> {
            for (int i = 0; i < out.nb_streams(); i++) {
                out.streams(i).metadata(tagged(out.streams(i).metadata(), "title", "Title " + i));
            }
        });
        for (String name : List.of("out.mp4", "out.mkv", "out.mov")) {
            Path output = folder.resolve(name);
            assertThat(said(source, output)).isEmpty();
            assertThat(titles(output)).contains("Title 0", "Title 1");
        }
    }

    private static List<String> linesOf(List<String> said, String stream) {
        return said.stream().filter(line -> line.contains(stream + " ")).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, 0 1 -1 0",
        "mov, -1 0 0 1",
        "mkv, 0 -1 -1 0",
        "ts, 0 1 -1 0",
        "ts, -1 0 0 1",
        "ts, 0 1 1 0",
        "ts, 1 0 0 -1",
        "ts, -1 0 0 -1",
        "mkv, -1 0 0 1",
        "ts, 0 -1 1 0",
        "ts, 0 -1 -1 0"
    })
    void turningAndMirroringAreKept(String extension, String matrix) {
        int[] m = java.util.Arrays.stream(matrix.split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        Path source = made(
                "source.mp4",
                out -> Remuxed.sideData(
                        out.streams(0),
                        AV_PKT_DATA_DISPLAYMATRIX,
                        m[0] * UNIT,
                        m[1] * UNIT,
                        0,
                        m[2] * UNIT,
                        m[3] * UNIT,
                        0,
                        0,
                        0,
                        1 << 30));
        Path output = folder.resolve("out." + extension);
        assertThat(said(source, output)).isEmpty();
        Orientation found = ShownOrientation.of(output);
        assertThat(found.like(new Orientation(m[0], m[1], m[2], m[3], true)))
                .as(found.toString())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "mp4", "ts"})
    void aShearIsKeptOrNamed(String extension) {
        Path source = made(
                "source.mp4",
                out -> Remuxed.sideData(
                        out.streams(0), AV_PKT_DATA_DISPLAYMATRIX, UNIT, UNIT / 2, 0, 0, UNIT, 0, 0, 0, 1 << 30));
        List<String> said = said(source, folder.resolve("out." + extension));
        assertThat(said)
                .hasSize(extension.equals("mp4") ? 0 : 1)
                .allSatisfy(line -> assertThat(line).contains("display matrix", "stream 0"));
    }

    /** The cover's bytes are Java's own. */
    @ParameterizedTest
    @CsvSource({"mkv,true", "mp4,true", "mov,false", "ts,false"})
    void coversAreKeptOrNamed(String extension, boolean kept) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB), "png", png);
        byte[] cover = png.toByteArray();
        Path source = made("source.mkv", out -> {
            AVStream stream = avformat_new_stream(out, null);
            BytePointer data = new BytePointer(av_mallocz(cover.length + 64L)).put(cover);
            stream.codecpar().codec_type(AVMEDIA_TYPE_ATTACHMENT).codec_id(AV_CODEC_ID_PNG);
            stream.codecpar().extradata(data).extradata_size(cover.length);
            stream.metadata(tagged(tagged(new AVDictionary(null), "filename", "cover.png"), "mimetype", "image/png"));
        });
        assertThat(covers(source)).singleElement().isEqualTo(cover);
        Path output = folder.resolve("out." + extension);
        List<String> said = said(source, output);
        assertThat(covers(output)).hasSize(kept ? 1 : 0).allMatch(found -> Arrays.equals(found, cover));
        assertThat(said)
                .hasSize(kept ? 0 : 1)
                .allSatisfy(line -> assertThat(line).contains("left out", ".mkv"));
    }

    private static List<byte[]> covers(Path file) {
        List<byte[]> covers = new ArrayList<>();
        try (InputFile input = InputFile.open(file)) {
            for (int i = 0; i < input.streams(); i++) {
                AVStream stream = input.stream(i);
                if ((stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0) {
                    byte[] data = new byte[stream.attached_pic().size()];
                    stream.attached_pic().data().get(data);
                    covers.add(data);
                }
            }
        }
        return covers;
    }

    @Test
    void programsStayProgramsOrAreNamed() {
        Path source = Remuxed.of(
                List.of(video("one.mp4"), video("two.mp4")), folder.resolve("two.ts"), Map.of(), RemuxedPrograms::two);
        Path again = folder.resolve("again.ts");
        assertThat(said(source, again)).isEmpty();
        assertThat(description(again).programs()).isEqualTo(Map.of(101, "First", 202, "Second"));
        assertThat(RemuxedPrograms.streams(again)).isEqualTo(Map.of(101, 2, 202, 2));
        List<String> said = said(source, folder.resolve("out.mkv"));
        assertThat(said).singleElement().asString().contains("2 programs", "101 \"First\"", "202 \"Second\"");
    }

    @ParameterizedTest
    @CsvSource({"mkv,0", "mp4,0", "mov,0", "ts,1"})
    void stereoVideoIsKeptOrNamed(String extension, int sentences) {
        Path source = made(
                "source.mkv",
                out -> out.streams(0).metadata(tagged(out.streams(0).metadata(), "stereo_mode", "left_right")));
        Path output = folder.resolve("out." + extension);
        assertThat(said(source, output))
                .hasSize(sentences)
                .allSatisfy(line -> assertThat(line).contains("stereo 3d", "stream 0"));
        assertThat(description(output).tracks().get(0).sideData().containsKey(AV_PKT_DATA_STEREO3D))
                .isEqualTo(sentences == 0);
    }

    /** Without the sentence about the padding of sound, which is another test's. */
    private List<String> said(Path source, Path output) {
        return encoded(source, output).stream()
                .filter(line -> !line.contains("skip samples"))
                .toList();
    }

    @Test
    void theSecondPictureOfTransparentVp9IsNamed() {
        Path source = Remuxed.of(
                video("video.mp4"),
                folder.resolve("alpha.mkv"),
                out -> out.streams(0).metadata(tagged(out.streams(0).metadata(), "alpha_mode", "1")));
        // Matroska's muxer writes the flag for VP8 and VP9 only: the tag stands for it here.
        MediaInfo info = MediaProbe.probe(source);
        try (FirstFrame first = FirstFrame.of(info)) {
            List<String> losses = UnsupportedMetadata.of(info, first, new X264(), "yuv420p");
            assertThat(losses).anySatisfy(line -> assertThat(line).contains("transparency"));
        }
        Path output = folder.resolve("out.mkv");
        encoded(source, output);
        assertThat(description(output).tracks().get(0).tags()).doesNotContainKey("alpha_mode");
    }

    @Test
    void whatNoContainerHoldsIsNamed() {
        Path source = Remuxed.of(EXTRAS, folder.resolve("source.mkv"), out -> {});
        FileDescription wanted;
        try (InputFile input = InputFile.open(source)) {
            Remuxed.sideData(input.stream(1), AV_PKT_DATA_REPLAYGAIN, 1, 2, 3, 4);
            wanted = FileDescription.of(input.context(), index -> TrackNotes.Note.NONE);
        }
        List<Integer> streams = new ArrayList<>();
        for (int i = 0; i < wanted.tracks().size(); i++) {
            streams.add(i + 7);
        }
        assertThat(DescriptionLosses.of(wanted, streams, description(source), OutputContainer.MP4))
                .singleElement()
                .asString()
                .contains("replay gain", "stream 8")
                .doesNotContain(".mkv");
    }
}
