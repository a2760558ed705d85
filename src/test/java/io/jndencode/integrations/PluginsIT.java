package io.jndencode.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jndencode.cli.CliRun;
import io.jndencode.integrations.PluginRun.Host;
import io.jndencode.media.SmallClip;
import io.jndencode.media.input.MediaProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The plugins of docs/integrations, run under Node and Python by players of Tdarr, FileFlows and Unmanic: with the real program on a clip,
 * and with a stand-in that says what one wants to hear.
 */
class PluginsIT {
    private static final Path SPLICE = Path.of("test-videos/sintel-splice.mp4");
    /** What a shell, a pattern or an option would take for its own. */
    private static final String NAME = "-y [1080p] $(touch gone) 'a' \"b\" ü; rm -rf x&.mp4";

    @TempDir
    static Path made;

    private static Path clip = Path.of("");

    @TempDir
    Path folder;

    private PluginRun plugins;
    private Path file;
    private Path cache;

    /** A second and a half of it, so finely coded that there is much to gain. */
    @BeforeAll
    static void makeClip() {
        clip = SmallClip.write(SPLICE, 36, 12, made.resolve("clip.mp4"));
    }

    @BeforeEach
    void fill() throws IOException {
        plugins = new PluginRun(Files.createDirectory(folder.resolve("host")));
        file = Files.createDirectory(folder.resolve("library of films")).resolve(NAME);
        cache = folder.resolve("unmanic_file_conversion-x");
        Files.copy(clip, file);
    }

    private JsonNode run(Host host, Path program, Map<String, Object> more) throws Exception {
        boolean fileFlows = host == Host.FILEFLOWS;
        Map<String, Object> settings = new HashMap<>();
        settings.put(fileFlows ? "Program" : "program", program.toString());
        settings.put(fileFlows ? "Preset" : "preset", "fast");
        settings.putAll(more);
        return plugins.run(host, file, cache, settings);
    }

    private static Map<String, Object> percent(Host host, int percent) {
        return switch (host) {
            case TDARR -> Map.of("maxEncodedPercent", Integer.toString(percent));
            case FILEFLOWS -> Map.of("MaxEncodedPercent", percent);
            case UNMANIC -> Map.of("max_encoded_percent", Integer.toString(percent));
        };
    }

    /** Which of its ways a plugin took: 1 encoded, 2 nothing to gain, 3 frames lost, -1 failed. */
    private static int way(Host host, JsonNode said) {
        return switch (host) {
            case TDARR ->
                said.has("failed") ? -1 : said.at("/result/outputNumber").asInt();
            case FILEFLOWS -> said.path("returned").asInt();
            case UNMANIC -> said.path("success").asBoolean() ? 1 : -1;
        };
    }

    private static List<Double> percentages(Host host, JsonNode said) {
        return host == Host.TDARR
                ? said.findValues("percentage").stream().map(JsonNode::asDouble).toList()
                : PluginRun.numbers(said.path("percent"));
    }

    private Path encode(Host host, JsonNode said) {
        return Path.of(
                switch (host) {
                    case TDARR -> said.at("/result/outputFileObj/_id").asText();
                    case FILEFLOWS -> said.path("working").asText();
                    case UNMANIC -> said.path("destination").asText();
                });
    }

    @ParameterizedTest
    @EnumSource
    void aClipIsEncodedWhateverItsName(Host host) throws Exception {
        Files.copy(SPLICE, file, StandardCopyOption.REPLACE_EXISTING); // long enough to be told how far it is
        long frames = MediaProbe.probe(SPLICE).video().timing().frames();
        JsonNode said = run(host, plugins.program(), Map.of());
        assertThat(way(host, said)).as(said.toString()).isEqualTo(1);
        Path encode = encode(host, said);
        assertThat(encode).isNotEmptyFile();
        assertThat(Files.size(encode)).isLessThan(Files.size(SPLICE));
        assertThat(MediaProbe.probe(encode).video().timing().frames()).isEqualTo(frames);
        assertThat(percentages(host, said))
                .isSorted()
                .last()
                .satisfies(last -> assertThat(last).isBetween(1.0, 100.0));
        if (host != Host.UNMANIC) {
            assertThat(encode).startsWith(cache);
            assertThat(file).hasSameBinaryContentAs(SPLICE);
        }
        if (host != Host.FILEFLOWS) {
            assertThat(encode.getFileName()).hasToString(NAME);
        }
        try (Stream<Path> library = Files.list(file.getParent())) {
            assertThat(library.filter(other -> !other.endsWith(".unmanic"))).containsExactly(file);
        }
        assertThat(folder.resolve("host/gone")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void whatGainsNothingStaysAsItWas(Host host) throws Exception {
        JsonNode said = run(host, plugins.program(), percent(host, 1));
        assertThat(way(host, said)).as(said.toString()).isEqualTo(host == Host.UNMANIC ? 1 : 2);
        assertThat(encode(host, said)).isEqualTo(file).hasSameBinaryContentAs(clip);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsNoVideoFailsWithTheProgramsSentence(Host host) throws Exception {
        Files.writeString(file, "no video");
        CliRun real = CliRun.of(
                file.toString(),
                "--progress",
                "json",
                "-o",
                folder.resolve("no.mp4").toString());
        JsonNode said = run(host, plugins.standIn(PluginRun.saying(real)), Map.of());
        assertThat(way(host, said)).as(said.toString()).isEqualTo(-1);
        assertThat(said.toString()).contains("is not a media file FFmpeg can read");
        assertThat(file).hasContent("no video");
    }

    @ParameterizedTest
    @EnumSource
    void lostFramesAreNeitherSuccessNorTheWorkingFile(Host host) throws Exception {
        Path program = plugins.standIn(PluginRun.event("done", Map.of("output", "/nowhere", "sourceKept", false))
                + PluginRun.event("error", Map.of("message", "3 frames are missing", "exitCode", 6)) + "exit 6");
        JsonNode said = run(host, program, Map.of());
        assertThat(way(host, said)).as(said.toString()).isEqualTo(host == Host.UNMANIC ? -1 : 3);
        assertThat(said.toString()).contains("3 frames are missing");
        if (host != Host.UNMANIC) {
            assertThat(encode(host, said)).isEqualTo(file);
        }
        assertThat(file).hasSameBinaryContentAs(clip);
    }

    @ParameterizedTest
    @EnumSource
    void everyOtherExitCodeFailsAndLeavesTheFile(Host host) throws Exception {
        for (int code : List.of(1, 2, 3, 4, 5, 130)) {
            JsonNode said = run(host, plugins.standIn("exit " + code), Map.of());
            assertThat(way(host, said)).as("exit code %d: %s", code, said).isEqualTo(-1);
            assertThat(file).hasSameBinaryContentAs(clip);
        }
    }

    /** A program that ends well and says nothing has encoded nothing. */
    @ParameterizedTest
    @EnumSource(
            value = Host.class,
            names = {"TDARR", "FILEFLOWS"})
    void aProgramThatSaysNothingHasNotEncoded(Host host) throws Exception {
        assertThat(way(host, run(host, plugins.standIn("echo hello"), Map.of())))
                .isEqualTo(-1);
    }

    /** Where it is Unmanic, Unmanic itself starts the program, and fails the task where it cannot. */
    @ParameterizedTest
    @EnumSource(
            value = Host.class,
            names = {"TDARR", "FILEFLOWS"})
    void aMissingProgramFails(Host host) throws Exception {
        assertThat(way(host, run(host, folder.resolve("no such program"), Map.of())))
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void settingsBecomeWordsOfTheCommandLine(Host host) throws Exception {
        boolean fileFlows = host == Host.FILEFLOWS;
        run(
                host,
                plugins.standIn("exit 5"),
                Map.of(
                        fileFlows ? "Target" : "target", "1.5",
                        fileFlows ? "Container" : "container", "mkv",
                        fileFlows ? "Options" : "options", "--verify --refine 1 --x264-params \"aq-mode=1\""));
        List<String> words = plugins.words();
        assertThat(words)
                .contains(file.toString())
                .containsSequence("--target", "1.5")
                .containsSequence("--preset", "fast")
                .containsSequence("--progress", "json")
                .endsWith("--verify", "--refine", "1", "--x264-params", "aq-mode=1");
        assertThat(words.get(words.indexOf("-o") + 1))
                .startsWith(cache.toString())
                .endsWith(".mkv");
    }

    @ParameterizedTest
    @EnumSource
    void progressIsShownAsItComes(Host host) throws Exception {
        StringBuilder body = new StringBuilder("echo 'a line that is no event'\n");
        for (int frame : List.of(0, 25, 100)) {
            Map<String, Object> fields =
                    Map.of("framesEncoded", frame, "frames", 100, "fps", 24.6, "secondsLeft", 3723);
            body.append(PluginRun.event("progress", fields));
        }
        body.append(PluginRun.event("progress", Map.of("framesEncoded", 7, "frames", 0, "fps", 1)));
        JsonNode said = run(host, plugins.standIn(body + "exit 5"), Map.of());
        assertThat(percentages(host, said).stream().distinct()).containsExactly(0.0, 25.0, 100.0);
        if (host == Host.TDARR) {
            assertThat(said.path("updates").findValuesAsText("ETA")).containsOnly("1:02:03");
            assertThat(said.path("updates").findValuesAsText("fps")).containsOnly("25");
        }
    }

    @Test
    void unmanicTakesAFileOnce() throws Exception {
        JsonNode first = run(Host.UNMANIC, plugins.program(), Map.of());
        assertThat(first.path("wanted").asBoolean()).isTrue();
        assertThat(first.path("again").asBoolean()).isFalse();
        Files.copy(clip, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        JsonNode replaced = run(Host.UNMANIC, plugins.standIn("exit 5"), Map.of());
        assertThat(replaced.path("wanted").asBoolean())
                .as("another film under the same name")
                .isTrue();
        assertThat(replaced.path("again").asBoolean())
                .as("a task that failed is no finished one")
                .isTrue();
    }

    /** A file whose container cannot hold the encode comes out as Matroska. */
    @Test
    void unmanicNamesTheEncodeByWhatHoldsIt() throws Exception {
        file = file.resolveSibling("old.avi");
        Files.copy(clip, file);
        run(Host.UNMANIC, plugins.standIn("exit 5"), Map.of());
        List<String> words = plugins.words();
        assertThat(words.get(words.indexOf("-o") + 1)).endsWith("old-WORKING-1-1.mkv");
        file = file.resolveSibling("notes.txt");
        Files.writeString(file, "text");
        JsonNode said = run(Host.UNMANIC, plugins.standIn("exit 5"), Map.of());
        assertThat(said.path("wanted").asBoolean()).isFalse();
        assertThat(said.path("command")).isEmpty();
    }

    /** What their programs show of the plugins: every setting has a sentence, every output too. */
    @Test
    void whatIsShownOfThemIsComplete() throws Exception {
        JsonNode tdarr = run(Host.TDARR, plugins.standIn("exit 5"), Map.of()).path("details");
        assertThat(tdarr.path("outputs").findValuesAsText("number")).containsExactly("1", "2", "3");
        for (JsonNode input : tdarr.path("inputs")) {
            assertThat(input.path("tooltip").asText()).isNotBlank();
            assertThat(input.path("type").asText()).isIn("string", "number", "boolean");
            assertThat(input.path("defaultValue").isTextual()).isTrue();
        }
        JsonNode script = run(Host.FILEFLOWS, plugins.standIn("exit 5"), Map.of());
        assertThat(script.path("outputs").asInt()).isEqualTo(3);
        assertThat(PluginRun.MAPPER.convertValue(script.path("parameters"), String[].class))
                .containsExactly("Program", "Target", "Preset", "Container", "MaxEncodedPercent", "Options");
        JsonNode info = PluginRun.MAPPER.readTree(
                Path.of("docs/integrations/unmanic/jnd_encode/info.json").toFile());
        assertThat(info.path("id").asText()).isEqualTo("jnd_encode");
    }
}
