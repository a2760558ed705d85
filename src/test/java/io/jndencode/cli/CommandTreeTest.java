package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** That only the command asked for is built changes nothing of what is said. */
class CommandTreeTest {
    static Stream<String> helps() {
        return CommandLineTest.commands().map(name -> name + " --help");
    }

    private static CommandLine whole(StringWriter out, StringWriter err) {
        return new Main(new Console(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        new Terminal(false, false, () -> 100),
                        CliRun.NO_TIME_PASSES))
                .commandLine();
    }

    private static CliRun wholly(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = whole(out, err).execute(args);
        return new CliRun(code, out.toString(), err.toString());
    }

    @ParameterizedTest
    @MethodSource("helps")
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "--version",
                "-y plan --help",
                "--help plan",
                "plan --version",
                "label fit --help",
                "label --nonsense",
                "label fit x y z",
                "plan --model",
                "plan --modle x y.mp4",
                "--modle x y.mp4",
                "plan --samples many x.mp4",
                "plan --progress json --nonsense",
                "shots",
                "",
                "plna /no/such/video.mp4",
                "plan /no/such/video.mp4",
                "plan /no/such/video.mp4 shots",
                "/no/such/video.mp4 shots",
                "-- plan",
                "stitch --out",
                "generate-completion",
                "generate-completion --nonsense"
            })
    void saysWhatTheWholeTreeSays(String line) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ", -1);
        assertThat(CliRun.of(args)).isEqualTo(wholly(args));
    }

    @Test
    void commandsAreRegisteredUnderTheirOwnNames() {
        Map<String, CommandLine> commands =
                whole(new StringWriter(), new StringWriter()).getSubcommands();
        commands.forEach((name, line) -> {
            Object command = line.getCommand();
            assertThat(command.getClass().getAnnotation(Command.class).name()).isEqualTo(name);
        });
    }
}
