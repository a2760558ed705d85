package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file is called, nobody's terminal, log or spreadsheet does what its name says. */
class HostileNamesIT {
    private static final String NAME = "=a\u001b]0;x\u0007\u009b2J\nfake line\tb\u202egpm";
    private static final String SHOWN = "=a\\u001b]0;x\\u0007\\u009b2J\\nfake line\\tb\\u202egpm";

    @TempDir
    Path folder;

    private Path video;

    @BeforeEach
    void makeVideo() throws IOException {
        Assumptions.assumeTrue(
                System.getProperty("sun.jnu.encoding", "").equals("UTF-8")
                        && !System.getProperty("os.name", "").startsWith("Windows"),
                "file names with such characters need a file system of UTF-8 names");
        video = Files.copy(Path.of("test-videos/sintel-splice.mp4"), folder.resolve(NAME + ".mp4"));
    }

    private static void assertPrintable(String text) {
        Set<String> found = text.replace("\r\u001b[K", "")
                .chars()
                .filter(c -> (Character.isISOControl(c) && c != '\n' && c != '\t') || (c >= 0x202a && c <= 0x202e))
                .mapToObj(Integer::toHexString)
                .collect(Collectors.toSet());
        assertThat(found).as(text).isEmpty();
        assertThat(text.lines()).noneMatch(line -> line.startsWith("fake line"));
    }

    private static CliRun printable(int code, String... args) {
        CliRun run = CliRun.of(true, args);
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertPrintable(run.out());
        assertPrintable(run.err());
        return run;
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "csv", "json", "edl", "otio"})
    void listsOfShots(String format) {
        // JSON carries marks of direction as they are: it is data, and escaped where it is shown on a terminal.
        CliRun run = CliRun.of("shots", video.toString(), "--format", format);
        assertThat(run.code()).isZero();
        assertPrintable(run.out().replace("\u202e", "").replace("\u009b", ""));
    }

    @Test
    void aPlanItsBarItsFilesAndItsClosingLine() throws IOException {
        Path csv = folder.resolve("plan.csv");
        Path edl = folder.resolve("plan.edl");
        CliRun run = printable(0, "plan", video.toString(), "--csv", csv.toString(), "--edl", edl.toString(), "-y");
        assertThat(run.err()).contains(SHOWN + ".mp4 [").contains(SHOWN + ".jnd1.json");
        assertThat(run.out().strip()).endsWith(SHOWN + ".jnd1.json");
        assertPrintable(Files.readString(csv));
        assertPrintable(Files.readString(edl));
        assertThat(Files.readString(edl)).contains("TITLE: " + SHOWN + ".mp4\n");
        printable(0, "plan", video.toString(), "--shots", csv.toString(), "-y");
    }

    @Test
    void eventsHaveTheTrueName() throws IOException {
        CliRun run = printable(0, "plan", video.toString(), "--progress", "json", "-y");
        List<JsonNode> events = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            events.add(JsonMapper.builder().build().readTree(line));
        }
        assertThat(events.get(0).get("input").textValue()).isEqualTo(video.toString());
    }

    @Test
    void failuresAndTheTableOfABatch() throws IOException {
        Path letter = Files.writeString(folder.resolve(NAME + "2.mp4"), "Dear reader, ".repeat(100));
        Path gone = folder.resolve(NAME + "3.mp4");
        CliRun run = printable(3, letter.toString(), gone.toString(), "-o", folder.resolve(NAME) + "/");
        assertThat(run.err()).contains(SHOWN + "2.mp4 is not a media file").contains(SHOWN + "3.mp4 does not exist");
        for (String command : List.of("shots", "predict", "plan", "apply", "report", "stitch", "jobs", "models")) {
            printable(
                    command.equals("models")
                            ? 2
                            : CliRun.of(command, gone.toString()).code(),
                    command,
                    gone.toString());
        }
        printable(3, gone.toString(), "--stacktrace");
        printable(2, video.toString(), "--" + NAME);
        printable(2, video.toString(), "--target", NAME);
        printable(2, video.toString(), "--preset", NAME);
        printable(4, video.toString(), "--model", NAME);
        printable(2, video.toString(), "--progress", NAME);
    }

    @Test
    void predictionsAreATableOfTheirOwnColumns() {
        CliRun run = printable(0, "predict", video.toString(), "--every", "4");
        assertThat(run.out().lines()).allMatch(line -> line.split("\t", -1).length == 8);
        String relative = Path.of("").toAbsolutePath().relativize(video).toString();
        assertThat(CliRun.of("predict", relative, "--every", "9").out().lines().skip(1))
                .allMatch(line -> !line.startsWith("="));
    }

    @Test
    void theLibrariesOwnLog() {
        printable(0, "shots", video.toString(), "--log-level", "debug");
    }
}
