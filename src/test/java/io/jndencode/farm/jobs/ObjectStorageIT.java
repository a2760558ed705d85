package io.jndencode.farm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jndencode.cli.OwnJava;
import io.jndencode.media.SmallClip;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.text.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Jobs for files in object storage: the commands of their pods, expanded as a kubelet does and run one container after the other, each
 * pod in an empty folder, with a stand-in for rclone whose storage is a folder.
 */
class ObjectStorageIT {
    private static final Path FILE = Path.of("docs", "integrations", "kubernetes", "object-storage.yaml");

    @TempDir
    Path folder;

    private List<JsonNode> objects;
    private final Map<String, String> settings = new HashMap<>();
    private int pods;

    @BeforeEach
    void readThem() throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        objects = yaml.readerFor(JsonNode.class)
                .<JsonNode>readValues(FILE.toFile())
                .readAll();
        objects.forEach(object -> {
            object.path("data")
                    .properties()
                    .forEach(each -> settings.put(each.getKey(), each.getValue().asText()));
            object.path("stringData")
                    .properties()
                    .forEach(each -> settings.put(each.getKey(), each.getValue().asText()));
        });
    }

    private JsonNode job(String name) {
        return objects.stream()
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\nset -eu\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Storage as rclone sees it: folders come into being when something is copied into them. */
    private void programs() throws IOException {
        program(
                "jnd-encode",
                "exec " + OwnJava.command().stream().map(ShellWord::of).collect(Collectors.joining(" ")) + " \"$@\"");
        program("rclone", """
                place() { case $1 in store:*) echo '%s'/"${1#store:}" ;; *) echo "$1" ;; esac; }
                from=$(place "$2"); to=$(place "$3")
                case $1 in
                copy) mkdir -p "$to"; cp -rp "$from/." "$to" ;;
                copyto) mkdir -p "$(dirname "$to")"; cp -p "$from" "$to" ;;
                esac""".formatted(folder.resolve("storage")));
    }

    /** Runs a pod; returns what its container jnd-encode said on standard output. */
    private String pod(JsonNode job, int index) throws Exception {
        Path work = folder.resolve("work");
        if (Files.exists(work)) {
            Files.move(work, folder.resolve("pod-" + pods++));
        }
        Files.createDirectory(work);
        List<JsonNode> containers = new ArrayList<>();
        job.at("/spec/template/spec/initContainers").forEach(containers::add);
        job.at("/spec/template/spec/containers").forEach(containers::add);
        String said = "";
        for (JsonNode container : containers) {
            Map<String, String> environment = new HashMap<>();
            if (container.has("envFrom")) {
                environment.putAll(settings);
            }
            environment.put("JOB_COMPLETION_INDEX", String.valueOf(index));
            List<String> words = new ArrayList<>();
            container
                    .path("command")
                    .forEach(word -> words.add(
                            Kubelet.expanded(word.asText(), environment).replace("/work", work.toString())));
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectError(folder.resolve("errors").toFile())
                    .redirectOutput(folder.resolve("said").toFile());
            builder.environment().putAll(environment);
            builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
            assertThat(builder.start().waitFor())
                    .as(() -> container.path("name").asText() + " of "
                            + job.at("/metadata/name").asText() + ": " + text("errors"))
                    .isZero();
            said = container.path("name").asText().equals("jnd-encode") ? text("said") : said;
        }
        return said;
    }

    private String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ladder", "film"})
    void theyMakeFilmsAndLadders(String what) throws Exception {
        programs();
        Path clip = SmallClip.write(
                Path.of("test-videos", "sintel-splice.mp4"),
                60,
                30,
                Files.createDirectories(folder.resolve("storage/my-bucket/my-film"))
                        .resolve("clip.mp4"));
        boolean film = what.equals("film");
        settings.put("SOURCE", "clip.mp4");
        settings.put("MAKE", what);
        settings.put("RESULT", film ? "made.mp4" : "made");
        settings.put(
                "OPTIONS", "--preset fast --encoder-preset ultrafast" + (film ? "" : " --rungs 120p@JND1,96p@JND2"));

        String said = pod(job("jnd-encode-plan"), 0);
        int tasks = Integer.parseInt(
                said.substring(said.indexOf("completions:") + 12).strip());
        assertThat(tasks).isPositive();
        for (int i = 0; i < tasks; i++) {
            pod(job("jnd-encode-shots"), i);
        }
        pod(job("jnd-encode-stitch"), 0);

        Path result = clip.resolveSibling("result").resolve(film ? "made.mp4" : "made");
        if (film) {
            assertThat(MediaProbe.probe(result).video().timing().frames()).isEqualTo(60);
        } else {
            assertThat(result.resolve("master.m3u8")).content().contains("h264-120p-jnd1/", "h264-96p-jnd2/");
        }
    }

    @Test
    void kubectlReadsEveryFieldOfThem() throws Exception {
        Process kubectl;
        try {
            kubectl = new ProcessBuilder("kubectl", "label", "--local", "-f", FILE.toString(), "read=yes", "-o", "json")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeThat(false).as("kubectl is not installed").isTrue();
            return;
        }
        String said = new String(kubectl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).as(said).isZero();
        List<JsonNode> read = JsonMapper.builder()
                .build()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(said)
                .readAll();
        assertThat(read).hasSameSizeAs(objects);
        for (int i = 0; i < read.size(); i++) {
            assertHolds(read.get(i), objects.get(i), objects.get(i).path("kind").asText());
        }
    }

    private static void assertHolds(JsonNode whole, JsonNode part, String place) {
        if (part.isObject()) {
            part.properties()
                    .forEach(each ->
                            assertHolds(whole.path(each.getKey()), each.getValue(), place + "." + each.getKey()));
        } else if (part.isArray()) {
            for (int i = 0; i < part.size(); i++) {
                assertHolds(whole.path(i), part.get(i), place + "[" + i + "]");
            }
        } else {
            assertThat(whole.asText()).as(place).isEqualTo(part.asText());
        }
    }
}
