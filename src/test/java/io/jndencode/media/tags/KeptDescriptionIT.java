package io.jndencode.media.tags;

import static io.jndencode.media.Remuxed.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_REPLAYGAIN;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_COMMENT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_FORCED;

import io.jndencode.media.OutputContainer;
import io.jndencode.media.Remuxed;
import io.jndencode.media.open.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What files say of themselves and their streams: in the output, or named. */
class KeptDescriptionIT extends DescribedCopy {
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
