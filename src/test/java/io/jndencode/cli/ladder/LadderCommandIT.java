package io.jndencode.cli.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jndencode.cli.CliRun;
import io.jndencode.media.StoredPackets;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.text.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A ladder of a clip with sound and subtitles in two languages each: 192 frames, 8 s. */
class LadderCommandIT {
    private static final Path CLIP = Path.of("test-videos", "sintel-extras.mkv");
    private static final int FRAMES = 192;
    private static final String LARGE = "h264-180p-jnd1";
    private static final String SMALL = "h264-96p-jnd2";

    @TempDir
    static Path folder;

    private static Path made;
    private static LadderFolder ladder = new LadderFolder(Path.of(""));

    private static CliRun ladder(Path output, String... more) {
        List<String> words = new ArrayList<>(List.of("ladder", CLIP.toString(), "-o", output.toString()));
        words.addAll(List.of("--preset", "fast", "--encoder-preset", "ultrafast", "--segment", "2"));
        words.addAll(List.of(more));
        return CliRun.of(words.toArray(String[]::new));
    }

    @BeforeAll
    static void make() {
        made = folder.resolve("made");
        ladder = new LadderFolder(made);
        CliRun run = ladder(made, "--rungs", "720p@JND1,180p@JND1,96p@JND2", "--workers", "2");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(made + "\n");
    }

    /** What is foreseen without an encode is what the record of the same ladder says was foreseen of it. */
    @Test
    void aForecastEncodesNothing() throws IOException {
        Path none = folder.resolve("none");
        CliRun asked = ladder(none, "--rungs", "180p@JND1,96p@JND2", "--forecast", "--progress", "json");
        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(Files.exists(none)).isFalse();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : asked.out().lines().toList()) {
            JsonNode event = Json.mapper().readTree(line);
            if (event.path("type").asText().equals("forecast")) {
                lines.add(event);
            }
        }
        JsonNode rungs =
                Json.mapper().readTree(made.resolve("ladder.json").toFile()).path("rungs");
        assertThat(lines).hasSize(2).hasSameSizeAs(rungs);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode foreseen = lines.get(i);
            assertThat(foreseen.path("rung")).isEqualTo(rungs.get(i).path("rung"));
            for (String size : List.of("bytes", "low", "high")) {
                assertThat(foreseen.path(size))
                        .isEqualTo(rungs.get(i).path("forecast").path(size));
            }
            assertThat(foreseen.path("low").asLong())
                    .isPositive()
                    .isLessThan(foreseen.path("high").asLong());
            assertThat(foreseen.path("averageBandwidth").asLong())
                    .isEqualTo(Math.round(foreseen.path("bytes").asLong()
                            * 8
                            / foreseen.path("duration").asDouble()));
        }
    }

    @Test
    void withoutAForecastAFolderIsNamed() {
        CliRun asked = CliRun.of("ladder", CLIP.toString());
        assertThat(asked.code()).isEqualTo(2);
        assertThat(asked.err()).contains("-o DIR");
    }

    @Test
    void everyPictureIsThereAtItsTime() throws IOException {
        List<Long> source = times(CLIP);
        assertThat(source).hasSize(FRAMES);
        for (String track : List.of(LARGE, SMALL)) {
            assertThat(times(ladder.joined(track, folder))).as(track).isEqualTo(source);
        }
    }

    /** Milliseconds after the first picture. */
    private static List<Long> times(Path video) {
        List<Long> times = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(MediaProbe.probe(video), ReaderOptions.defaults())) {
            while (reader.next()) {
                times.add(Math.round(reader.info().video().timing().timeBase().seconds(reader.pts()) * 1000));
            }
        }
        long first = times.get(0);
        return times.stream().map(time -> time - first).toList();
    }

    @Test
    void allPiecesBeginWithAKeyFrameAndAtTheSameTimes() throws IOException {
        assertThat(ladder.lengths(LARGE)).hasSizeGreaterThan(2).isEqualTo(ladder.lengths(SMALL));
        assertThat(ladder.lengths(LARGE).stream().mapToDouble(length -> length).sum())
                .isCloseTo(8, within(1e-3));
        for (String track : List.of(LARGE, SMALL)) {
            List<Long> keys = StoredPackets.keyFrames(ladder.joined(track, folder));
            double start = 0;
            for (double length : ladder.lengths(track)) {
                assertThat(keys).as(track).contains(Math.round(start * 24));
                start += length;
            }
            assertThat(keys).isEqualTo(StoredPackets.keyFrames(ladder.joined(LARGE, folder)));
        }
        assertThat(ladder.lengths("audio-1")).hasSameSizeAs(ladder.lengths(LARGE));
        assertThat(ladder.lengths("audio-1").stream()
                        .mapToDouble(length -> length)
                        .sum())
                .isCloseTo(8, within(0.1));
    }

    /** Bit rates from the sizes of the files, with RFC 8216's definition of a peak. */
    @Test
    void ratesInTheMasterPlaylistAreThoseOfTheFiles() throws IOException {
        String master = Files.readString(made.resolve("master.m3u8"));
        Matcher stream = Pattern.compile("#EXT-X-STREAM-INF:BANDWIDTH=(\\d+),AVERAGE-BANDWIDTH=(\\d+),CODECS=\""
                        + "avc1\\.[0-9a-f]{6},mp4a\\.40\\.2\",RESOLUTION=(\\d+)x(\\d+),FRAME-RATE=24\\.000,"
                        + "VIDEO-RANGE=SDR,AUDIO=\"audio\",SUBTITLES=\"subtitles\",CLOSED-CAPTIONS=NONE\n(.*)/")
                .matcher(master);
        for (String track : List.of(LARGE, SMALL)) {
            assertThat(stream.find()).as(master).isTrue();
            assertThat(stream.group(5)).isEqualTo(track);
            double sound = Math.max(ladder.peak("audio-1"), ladder.peak("audio-2"));
            assertThat(Double.parseDouble(stream.group(1))).isCloseTo(ladder.peak(track) + sound, within(20.0));
            assertThat(Double.parseDouble(stream.group(2)))
                    .isCloseTo(
                            ladder.average(track) + Math.max(ladder.average("audio-1"), ladder.average("audio-2")),
                            within(20.0));
            assertThat(MediaProbe.probe(ladder.joined(track, folder)).video())
                    .extracting(video ->
                            video.geometry().width() + "x" + video.geometry().height())
                    .isEqualTo(stream.group(3) + "x" + stream.group(4));
        }
        assertThat(master).contains("LANGUAGE=\"en\",DEFAULT=YES", "LANGUAGE=\"de\",DEFAULT=NO", "TYPE=SUBTITLES");
    }

    @Test
    void theManifestNamesTheSamePieces() throws Exception {
        Document manifest = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(made.resolve("manifest.mpd"))));
        NodeList all = manifest.getElementsByTagName("Representation");
        assertThat(all.getLength()).isEqualTo(6); // two of video, sound and subtitles each
        for (int i = 0; i < 4; i++) {
            Element representation = (Element) all.item(i);
            String track = representation.getAttribute("id");
            Element template = (Element)
                    representation.getElementsByTagName("SegmentTemplate").item(0);
            double scale = Double.parseDouble(template.getAttribute("timescale"));
            List<Double> lengths = new ArrayList<>();
            NodeList spans = representation.getElementsByTagName("S");
            for (int j = 0; j < spans.getLength(); j++) {
                Element span = (Element) spans.item(j);
                int times = span.hasAttribute("r") ? 1 + Integer.parseInt(span.getAttribute("r")) : 1;
                for (int k = 0; k < times; k++) {
                    lengths.add(Math.round(Double.parseDouble(span.getAttribute("d")) / scale * 1e6) / 1e6);
                }
            }
            assertThat(lengths).as(track).isEqualTo(ladder.lengths(track));
            assertThat(template.getAttribute("media")).isEqualTo(track + "/$Number%05d$.m4s");
        }
    }

    @Test
    void subtitlesKeepTheirTimes() throws IOException {
        assertThat(Files.readString(made.resolve("subtitles-1").resolve("all.vtt")))
                .startsWith("WEBVTT\n\n00:00:00.500 --> 00:00:03.000\nThe first subtitle.\n")
                .contains("00:00:04.000 --> 00:00:07.500\nThe second one, in two\nlines.");
    }

    @Test
    void theRecordSaysWhatWasDecided() throws IOException {
        JsonNode record = Json.mapper().readTree(made.resolve("ladder.json").toFile());
        assertThat(record.path("rungs")).hasSize(2);
        assertThat(record.at("/rungs/0/folder").asText()).isEqualTo(LARGE);
        assertThat(record.at("/rungs/0/width").asInt()).isEqualTo(320);
        assertThat(record.at("/dropped/0/rung").asText()).isEqualTo("x264:720p@JND1");
        assertThat(record.at("/dropped/0/reason").asText()).contains("larger than the video");
        long frames = 0;
        for (int i = 0; i < record.path("shots").size(); i++) {
            assertThat(record.at("/shots/" + i + "/startFrame").asLong()).isEqualTo(frames);
            frames = record.at("/shots/" + i + "/endFrame").asLong();
            double level = record.at("/rungs/1/shots/" + i + "/jnd/JND2").asDouble();
            assertThat(record.at("/rungs/1/shots/" + i + "/qp").asDouble()).isBetween(level - 2, level);
        }
        assertThat(frames).isEqualTo(FRAMES);
    }

    @Test
    void anotherRunMakesTheSameBytesWithAnotherNumberOfWorkers() throws IOException {
        Path again = folder.resolve("again");
        assertThat(ladder(again, "--rungs", "720p@JND1,180p@JND1,96p@JND2", "--workers", "1")
                        .code())
                .isZero();
        assertThat(tree(again)).isEqualTo(tree(made));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.startsWith(".jnd"));
        }
    }

    @Test
    void itsPagePlaysTwoRungsTogether() throws Exception {
        Path page = folder.resolve("page.html");
        CliRun report = CliRun.of("report", made.toString(), "-o", page.toString());
        assertThat(report.code()).as(report.err()).isZero();
        JsonNode record = Json.mapper().readTree(made.resolve("ladder.json").toFile());
        int last = record.path("shots").size() - 1;
        long frame = record.at("/shots/" + last + "/startFrame").asLong();
        String script = Files.readString(Path.of("src/test/resources/ladder/plays-two-rungs.js"));
        assertThat(PlayedPage.says(folder, "page.html", script, Files.createDirectories(folder.resolve("browser"))))
                .isEqualTo("320@0 170@0 of 8.0; 320@%d 170@%d; together; 1 place; 320 320".formatted(frame, frame));
    }

    private static Map<String, Integer> tree(Path root) throws IOException {
        Map<String, Integer> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    @Test
    void mistakesAreToldBeforeAnyWork() throws IOException {
        assertThat(ladder(made, "--rungs", "96p").code()).isEqualTo(2);
        Path other = folder.resolve("other");
        CliRun large = ladder(other, "--rungs", "720p@JND1");
        assertThat(large.code()).isEqualTo(2);
        assertThat(large.err()).contains("every rung is larger than", "854x480");
        assertThat(ladder(other, "--rungs", "180p@JND1,x264:180p@1").err()).contains("is there twice");
        assertThat(ladder(other, "--rungs", "wide").err()).contains("\"wide\" is not a rung");
        assertThat(ladder(other, "--rungs", "96p@JND1", "--scale", "90").err()).contains("--rungs");
        assertThat(other).doesNotExist();
        assertThat(folder.resolve(".jnd-encode-other")).doesNotExist();
    }
}
