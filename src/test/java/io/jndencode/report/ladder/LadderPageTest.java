package io.jndencode.report.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jndencode.cli.CliRun;
import io.jndencode.report.Page;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The page of ladders that were never made: two rungs of two shots, 4 s, 100 frames. */
class LadderPageTest {
    private static final String HOSTILE = "</script><b>\"'&\u2028\u202E]]>.mp4";

    @TempDir
    Path folder;

    private static ObjectNode record(String name) throws IOException {
        String text = """
            {"schema": "jnd-encode/ladder/1", "tool": {"name": "jnd-encode", "version": "1", "ffmpeg": "8", "x264": "165"},
             "source": {"file": "in.mp4", "bytes": 9, "container": "mov", "codec": "h264", "width": 640, "height": 360,
              "variableFrameRate": false, "frames": 100, "duration": 4.0, "timeBase": "1/25", "pixelFormat": "yuv420p", "rotation": 0, "sar": "1:1"},
             "hls": "master.m3u8", "dash": "manifest.mpd", "duration": 4.0, "segments": [2.0, 2.0],
             "shots": [{"index": 0, "startFrame": 0, "endFrame": 60, "start": 0.0, "end": 2.4, "transition": "start"},
                       {"index": 1, "startFrame": 60, "endFrame": 100, "start": 2.4, "end": 4.0, "transition": "cut"}],
             "rungs": [], "audio": [{"folder": "audio-1", "codecs": "mp4a.40.2", "channels": 2, "bytes": 10, "bandwidth": 20}],
             "subtitles": [], "dropped": [{"rung": "x264:720p@JND1", "reason": "it is larger"}], "warnings": ["mind the gap"], "later": 1}
            """;
        ObjectNode record = (ObjectNode) Json.mapper().readTree(text);
        record.withArray("rungs").add(rung(name, "h264-a", 640, 20)).add(rung("small", "h264-b", 320, 30));
        return record;
    }

    private static JsonNode rung(String name, String folder, int width, int qp) throws IOException {
        ObjectNode rung = (ObjectNode) Json.mapper().readTree("""
            {"encoder": "x264", "encoderPreset": "medium", "rateControl": "cqp", "height": 360, "target": "JND1.5", "keyint": "2s",
             "filters": "", "extrapolated": false, "codecs": "avc1.64001e", "bytes": 1500000, "averageBandwidth": 3000000,
             "peakBandwidth": 4000000, "forecast": {"bytes": 1200000, "low": 1000000, "high": 1400000}, "xpsnr": 41.25,
             "shots": [{"index": 0, "jnd": {"JND1": 21.0, "JND2": 25.0, "JND3": 28.0}, "qp": 0, "bytes": 900000, "kbps": 3000.0},
                       {"index": 1, "jnd": null, "qp": 0, "bytes": 600000, "kbps": 3001.5}]}
            """);
        rung.put("rung", name).put("folder", folder).put("width", width);
        rung.withArray("shots")
                .forEach(shot ->
                        ((ObjectNode) shot).put("qp", qp + shot.path("index").asInt()));
        return rung;
    }

    private Path ladder(JsonNode record) throws IOException {
        for (String each : List.of("h264-a", "audio-1")) {
            Files.createDirectories(folder.resolve(each));
            Files.writeString(folder.resolve(each).resolve("init.mp4"), "x");
        }
        Files.writeString(folder.resolve("master.m3u8"), "#EXTM3U\n");
        return Files.writeString(folder.resolve("ladder.json"), Json.line(record));
    }

    private Page page() throws IOException {
        CliRun run = CliRun.of("report", folder.toString(), "-y");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().strip()).isEqualTo(folder.resolve("ladder.html").toString());
        return Page.of(Files.readString(folder.resolve("ladder.html")));
    }

    private static String all(Page page) {
        return page.document().getDocumentElement().getTextContent();
    }

    private static JsonNode streams(Page page) throws IOException {
        return Json.mapper()
                .readTree(page.all("script").stream()
                        .filter(each -> each.getAttribute("id").equals("streams"))
                        .findFirst()
                        .orElseThrow()
                        .getTextContent());
    }

    @Test
    void theNumbersAreThoseOfTheRecord() throws IOException {
        ladder(record("large"));
        Page page = page();
        String row = page.all("tr").stream()
                .filter(each -> each.getAttribute("id").equals("shot-0"))
                .map(Element::getTextContent)
                .findFirst()
                .orElseThrow()
                .replaceAll("\\s+", " ");
        // the level is half way from JND1 to JND2
        assertThat(row).isEqualTo("00:00.00 2.40 0–59 start 23.00 20 3000 900.0 kB 23.00 30 3000 900.0 kB");
        assertThat(all(page))
                .contains(
                        "+25.0 %",
                        "41.25 dB", "1.2 MB (1.0 MB to 1.4 MB)", "x264:720p@JND1: it is larger", "mind the gap")
                .contains("There is no h264-b/init.mp4");
        assertThat(page.all("svg"))
                .hasSize(2)
                .allMatch(chart -> !chart.getAttribute("aria-label").isEmpty());
        JsonNode streams = streams(page);
        assertThat(streams.path("rungs")).hasSize(1);
        assertThat(streams.at("/rungs/0/type").asText()).isEqualTo("video/mp4; codecs=\"avc1.64001e\"");
        assertThat(streams.at("/rungs/0/shots/1/0").asInt()).isEqualTo(21);
        assertThat(streams.at("/sound/0/folder").asText()).isEqualTo("audio-1");
        assertThat(streams.path("base").asText()).isEmpty();
    }

    @Test
    void aStrangersNamesAreText() throws IOException {
        ObjectNode record = record(HOSTILE);
        ((ObjectNode) record.path("source")).put("file", "/a/" + HOSTILE);
        ((ObjectNode) record.at("/dropped/0")).put("reason", HOSTILE);
        record.withArray("warnings").add(HOSTILE);
        ((ObjectNode) record.at("/shots/1")).put("transition", HOSTILE);
        ((ObjectNode) record.at("/rungs/0"))
                .put("codecs", HOSTILE)
                .put("filters", HOSTILE)
                .put("encoder", HOSTILE);
        ((ObjectNode) record.at("/audio/0")).put("title", HOSTILE);
        ladder(record);
        Page page = page();
        assertThat(page.text("title")).startsWith("script><b>"); // what follows the last slash
        assertThat(page.all("script")).hasSize(2);
        assertThat(page.all("b").stream().map(Element::getTextContent)).noneMatch(text -> text.startsWith("\"'"));
        assertThat(streams(page).at("/rungs/0/name").asText()).isEqualTo(HOSTILE);
        String html = Files.readString(folder.resolve("ladder.html"));
        assertThat(html)
                .contains("default-src 'none'", "connect-src 'self'", "media-src blob:")
                .doesNotContain("<b>\"'&");
        assertThat(html).doesNotContain("http:", "https:", "@import", "url(");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "", "../other", "a/b", "/etc", "a\\b", ".hidden", "a:b", "%2e%2e"})
    void onlyFoldersBesideTheRecordAreNamed(String name) throws IOException {
        ObjectNode record = record("large");
        ((ObjectNode) record.at("/rungs/0")).put("folder", name);
        refused(record, "a rung has no folder beside it");
        ObjectNode sound = record("large");
        ((ObjectNode) sound.at("/audio/0")).put("folder", name);
        refused(sound, "a stream of sound has no folder beside it");
    }

    @Test
    void whatIsNotALadderIsRefusedInOneSentence() throws IOException {
        for (String key : List.of("rungs", "shots", "segments", "source", "duration", "audio", "dropped")) {
            ObjectNode record = record("large");
            record.remove(key);
            refused(record, "cannot read the ladder");
        }
        refused(record("large").put("duration", "soon"), "cannot read the ladder");
        refused(record("large").put("schema", "jnd-encode/ladder/2"), "its \"schema\" is not jnd-encode/ladder/1");
        ObjectNode target = record("large");
        ((ObjectNode) target.at("/rungs/1")).put("target", "JND9");
        refused(target, "outside 0 to 3");
        Files.delete(folder.resolve("ladder.json"));
        CliRun empty = CliRun.of("report", folder.toString());
        assertThat(empty.code()).isEqualTo(3);
        assertThat(empty.err()).contains("has no ladder.json");
    }

    private void refused(JsonNode record, String why) throws IOException {
        CliRun run = CliRun.of("report", ladder(record).toString());
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains(why);
        assertThat(folder.resolve("ladder.html")).doesNotExist();
    }

    @Test
    void nothingOfTheLadderIsReplaced() throws IOException {
        Path record = ladder(record("large"));
        page();
        String before = content();
        List<List<String>> refused = new ArrayList<>(List.of(List.of()));
        for (String file : List.of("ladder.json", "master.m3u8", "h264-a/init.mp4", "audio-1/page.html")) {
            refused.add(List.of("-y", "-o", folder.resolve(file).toString()));
        }
        Path link = Files.createSymbolicLink(folder.resolve("link.html"), folder.resolve("h264-a/init.mp4"));
        refused.add(List.of("-y", "-o", link.toString()));
        refused.add(List.of("-y", "--no-measure"));
        for (List<String> more : refused) {
            List<String> words = new ArrayList<>(List.of("report", record.toString()));
            words.addAll(more);
            CliRun run = CliRun.of(words.toArray(String[]::new));
            assertThat(run.code()).as("%s %s", words, run.err()).isEqualTo(2);
        }
        Files.delete(link);
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void aPageElsewhereNamesTheWayToTheLadder() throws IOException {
        ladder(record("large"));
        Path there = Files.createDirectories(folder.resolve("a #b/c"));
        CliRun run = CliRun.of(
                "report", folder.toString(), "-o", there.resolve("p.html").toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(streams(Page.of(Files.readString(there.resolve("p.html"))))
                        .path("base")
                        .asText())
                .isEqualTo("../../");
        Path above = folder.resolveSibling(folder.getFileName() + "-above.html");
        assertThat(CliRun.of("report", folder.toString(), "-o", above.toString())
                        .code())
                .isZero();
        assertThat(streams(Page.of(Files.readString(above))).path("base").asText())
                .isEqualTo(folder.getFileName() + "/");
        Files.delete(above);
    }

    /** Names and contents of all files. */
    private String content() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(each -> !Files.isSymbolicLink(each))
                    .sorted()
                    .toList()) {
                all.append(file).append('\n').append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
