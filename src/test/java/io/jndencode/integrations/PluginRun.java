package io.jndencode.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jndencode.cli.Child;
import io.jndencode.cli.CliRun;
import io.jndencode.cli.OwnJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs plugins as their programs would, in a folder.
 *
 * @param folder where plugins are laid out and launchers are written
 */
record PluginRun(Path folder) {
    static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Path PLUGINS = Path.of("docs/integrations").toAbsolutePath();
    private static final Path PLAYERS = Path.of("src/test/integrations").toAbsolutePath();

    /** The programs that a plugin may be of. */
    enum Host {
        TDARR,
        FILEFLOWS,
        UNMANIC
    }

    /** Runs a plugin on a file, with values of its own for some of the settings. */
    JsonNode run(Host host, Path file, Path cache, Map<String, Object> settings) throws Exception {
        String values = MAPPER.writeValueAsString(settings);
        Child child = switch (host) {
            case TDARR -> play("node", PLAYERS.resolve("tdarr.js"), tdarr(), file, cache, values);
            case FILEFLOWS ->
                play(
                        "node",
                        PLAYERS.resolve("fileflows.js"),
                        PLUGINS.resolve("fileflows/jnd-encode.js"),
                        file,
                        cache,
                        values);
            case UNMANIC ->
                play(
                        "python3",
                        PLAYERS.resolve("unmanic_worker.py"),
                        PLUGINS.resolve("unmanic/jnd_encode"),
                        file,
                        cache,
                        values);
        };
        assertThat(child.code()).as(child.err()).isZero();
        return MAPPER.readTree(child.out());
    }

    private Child play(String interpreter, Path player, Path plugin, Path file, Path cache, String values)
            throws Exception {
        assumeThat(starts(interpreter))
                .as(interpreter + ", which runs the plugin")
                .isTrue();
        Files.createDirectories(cache);
        return Child.run(
                folder,
                Map.of(),
                interpreter,
                player.toString(),
                plugin.toString(),
                file.toString(),
                cache.toString(),
                values);
    }

    private static boolean starts(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /** The plugin where Tdarr has its own, beside Tdarr's library for plugins. */
    private Path tdarr() throws IOException {
        Path plugins = folder.resolve("Plugins");
        Path place = plugins.resolve("FlowPlugins/LocalFlowPlugins/video/jndEncode/1.0.0/index.js");
        if (!Files.exists(place)) {
            Files.createDirectories(place.getParent());
            Files.copy(PLUGINS.resolve("tdarr/jndEncode/1.0.0/index.js"), place);
            Files.createDirectories(plugins.resolve("methods"));
            Files.copy(PLAYERS.resolve("tdarr-lib.js"), plugins.resolve("methods/lib.js"));
        }
        return plugins;
    }

    /** The real program of this build. */
    Path program() throws IOException {
        List<String> words = OwnJava.command();
        return script("jnd-encode", "exec '" + String.join("' '", words) + "' \"$@\"");
    }

    /** A stand-in for the program: writes its words to {@code words}, a line each, and does what a shell script says. */
    Path standIn(String body) throws IOException {
        return script("stand-in", "printf '%s\\0' \"$@\" >'" + folder.resolve("words") + "'\n" + body);
    }

    /** The words that the stand-in was given. */
    List<String> words() throws IOException {
        String all = Files.readString(folder.resolve("words"));
        return List.of(all.split("\0", -1)).subList(0, all.split("\0", -1).length - 1);
    }

    private Path script(String name, String body) throws IOException {
        Path script = folder.resolve(name);
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    /** What the player printed of a list of numbers. */
    static List<Double> numbers(JsonNode list) {
        List<Double> numbers = new ArrayList<>();
        list.forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }

    /** What a stand-in does to say what the real program said, and to end as it did. */
    static String saying(CliRun real) {
        return "cat <<'END'\n" + real.out() + "END\ncat >&2 <<'END'\n" + real.err() + "END\nexit " + real.code();
    }

    /** One line of the program's progress. */
    static String event(String type, Map<String, Object> fields) {
        ObjectNode event = MAPPER.createObjectNode().put("type", type);
        fields.forEach((name, value) -> event.set(name, MAPPER.valueToTree(value)));
        return "echo '" + event + "'\n";
    }
}
