package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

    private static Stream<CommandLine> all() {
        return Stream.concat(Stream.of(root()), below(root()));
    }

    private static Stream<CommandLine> below(CommandLine line) {
        return line.getSubcommands().values().stream().flatMap(sub -> Stream.concat(Stream.of(sub), below(sub)));
    }

    /** What the list of commands shows of each. */
    @Test
    void everySummaryIsASentence() {
        assertThat(below(root()).filter(line -> !line.getCommandName().equals("generate-completion")))
                .allSatisfy(line -> {
                    String[] header = line.getCommandSpec().usageMessage().header();
                    String[] text = line.getCommandSpec().usageMessage().description();
                    assertThat(header.length > 0 ? header[0] : text[0])
                            .as(line.getCommandName())
                            .endsWith(".");
                });
    }

    /** An option that takes a value says what it is without, and has a description that says something. */
    @Test
    void everyOptionsHelpIsComplete() {
        assertThat(all())
                .allSatisfy(line -> assertThat(line.getCommandSpec().options())
                        .filteredOn(option -> !option.hidden())
                        .allSatisfy(option -> {
                            String text = String.join(" ", option.description());
                            assertThat(text)
                                    .as(option.longestName())
                                    .hasSizeGreaterThan(12)
                                    .doesNotStartWith("default");
                            boolean number = option.type() == int.class || option.type() == double.class;
                            boolean given = option.defaultValue() != null || number || option.type() == Integer.class;
                            if (given && option.arity().max() > 0 && !option.required()) {
                                assertThat(text)
                                        .as(line.getCommandName() + " " + option.longestName())
                                        .containsPattern(
                                                "default|preset's|info, or debug|bar on a terminal|a free one");
                            }
                        }));
    }

    /** No name stands for two options, or for one in two spellings of case. */
    @Test
    void everyNameIsThereOnce() {
        assertThat(all())
                .allSatisfy(line -> assertThat(line.getCommandSpec().options().stream()
                                .flatMap(option -> Stream.of(option.names()))
                                .map(name -> name.length() == 2 ? name : name.toLowerCase(Locale.ROOT))
                                .toList())
                        .doesNotHaveDuplicates());
        assertThat(below(root())
                        .map(line -> line.getCommandSpec().qualifiedName())
                        .toList())
                .doesNotHaveDuplicates();
    }

    /** Completion's variables are named after the labels: two options of one command must not share one. */
    @Test
    void completionOffersEveryOptionItsOwnValues() {
        String script = CliRun.of("generate-completion").out();
        assertThat(script)
                .contains(
                        "(\"archive\" \"av1-archive\" \"default\" \"fast\" \"hevc-archive\" \"streaming\") # --preset values")
                .contains("(\"x264\" \"x265\" \"svt-av1\") # --encoder values")
                .contains("(\"keep\" \"drop\") # --dynamic-hdr values")
                .contains("(\"JND1\" \"JND2\" \"JND3\") # --target values")
                .contains("\"lite\"")
                .contains("(\"cqp\" \"crf\") # --rate-control values")
                .contains("(\"auto\" \"bar\" \"json\" \"none\") # --progress values")
                .contains("(\"quiet\" \"info\" \"debug\") # --log-level values")
                .contains("\"veryslow\"");
        for (String function : script.split("\nfunction ", -1)) {
            List<String> variables = function.lines()
                    .filter(text -> text.contains("_option_args=("))
                    .map(text -> text.strip().replaceFirst("=.*", ""))
                    .toList();
            assertThat(variables).as(function).doesNotHaveDuplicates();
        }
    }
}
