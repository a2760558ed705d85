package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands of the README and of docs/ without running them, which the classes on {@link RunnableDocs} do. */
class DocsIT {
    private static final String PROGRAM = "./jnd-encode ";

    /** No option, command or number of files is wrong in any. */
    @Test
    void everyCommandIsUnderstood() throws IOException {
        List<String> lines = RunnableDocs.blocks().stream()
                .flatMap(block -> block.commands().lines())
                .filter(line -> line.startsWith(PROGRAM))
                .toList();
        CommandLine program = program();
        assertThat(lines).hasSizeGreaterThan(20).allSatisfy(line -> {
            String words =
                    line.substring(PROGRAM.length()).replaceFirst(" >.*", "").replace("'", "");
            program.parseArgs(words.split(" "));
        });
    }

    private static CommandLine program() {
        Terminal pipe = new Terminal(false, false, () -> 100);
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return new Main(new Console(nowhere, nowhere, pipe, CliRun.NO_TIME_PASSES)).commandLine();
    }

    @Test
    void pagesThatAreSharedOutHaveCommands() throws IOException {
        Set<String> pages = RunnableDocs.blocks().stream()
                .map(block -> block.page().getFileName().toString())
                .collect(Collectors.toSet());
        assertThat(Stream.of(RunnableDocs.OF_COMMANDS, RunnableDocs.OF_FARMS, RunnableDocs.OF_TRAINING)
                        .flatMap(Set::stream))
                .doesNotHaveDuplicates()
                .isSubsetOf(pages);
    }
}
