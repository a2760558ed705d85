package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The command line as a whole: help, documentation, completion. */
class CommandLineTest {
    private static CommandLine root() {
        StringWriter nowhere = new StringWriter();
        return new Main(new Console(new PrintWriter(nowhere), new PrintWriter(nowhere), false, 80)).commandLine();
    }

    static Stream<String> commands() {
        return root().getSubcommands().keySet().stream();
    }

    /** The commands docs/commands.md describes itself; the others have docs/training.md. */
    static Stream<String> documentedCommands() {
        return Stream.of("", "plan", "apply", "shots", "predict", "models");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHelps(String command) {
        CliRun help = CliRun.of(command, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: jnd-encode " + command);
        assertThat(help.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsNamedInTheDocumentation(String command) throws IOException {
        assertThat(Files.readString(Path.of("docs/commands.md"))).contains("jnd-encode " + command);
    }

    @ParameterizedTest
    @MethodSource("documentedCommands")
    void everyOptionIsDocumented(String command) throws IOException {
        CommandLine line = command.isEmpty()
                ? root()
                : Objects.requireNonNull(root().getSubcommands().get(command));
        String text = Files.readString(Path.of("docs/commands.md"));
        List<String> missing = line.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !text.contains("`" + name))
                .filter(name -> !List.of("--help", "--version").contains(name))
                .toList();
        assertThat(missing).isEmpty();
    }

    /** A terminal that does not know its size says 0; one of 40 columns is narrower than picocli's help may be. */
    @ParameterizedTest
    @ValueSource(ints = {0, 40, 300})
    void aTerminalOfAnyWidthWillDo(int columns) {
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), true, columns);
        assertThat(new Main(console).run("shots", "--help")).isZero();
        assertThat(out.toString()).contains("Usage:");
    }

    @Test
    void theVersionNamesTheNatives() {
        for (String[] arguments : List.of(new String[] {"--version"}, new String[] {"plan", "--version"})) {
            assertThat(CliRun.of(arguments).out())
                    .contains("jnd-encode ")
                    .contains("FFmpeg 8.")
                    .contains("x264 ")
                    .contains("ONNX Runtime 1.");
        }
    }

    @Test
    void completionIsAShellScript() {
        CliRun run = CliRun.of("generate-completion");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("--x264-preset");
    }
}
