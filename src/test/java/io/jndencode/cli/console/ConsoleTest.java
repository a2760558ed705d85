package io.jndencode.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.CliRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    /** A window's title, a second line, a name that reads backwards. */
    private static final String HOSTILE = "a\u001b]0;x\u0007\nb\u202egpm.mp4";

    private static final String SHOWN = "a\\u001b]0;x\\u0007\\nb\\u202egpm.mp4";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Console console(boolean resultsOnTerminal, AtomicInteger columns) {
        return new Console(
                new PrintWriter(out),
                new PrintWriter(err),
                new Terminal(true, resultsOnTerminal, columns::get),
                CliRun.NO_TIME_PASSES);
    }

    private Console console() {
        return console(true, new AtomicInteger(80));
    }

    @Test
    void whateverIsSaidIsOneLineOfPrintableCharacters() {
        List<Consumer<Console>> ways = List.of(
                console -> console.say(HOSTILE),
                console -> console.result(HOSTILE),
                console -> console.row(HOSTILE),
                console -> console.err().println((Object) HOSTILE));
        for (Consumer<Console> way : ways) {
            out.getBuffer().setLength(0);
            err.getBuffer().setLength(0);
            Console console = console();
            way.accept(console);
            console.err().flush();
            assertThat(out.toString() + err).isEqualTo(SHOWN + System.lineSeparator());
        }
    }

    @Test
    void noStreamLetsControlsThrough() {
        Console console = console();
        for (PrintWriter stream : List.of(console.out(), console.err())) {
            stream.print(HOSTILE);
            stream.printf("%s", HOSTILE);
            HOSTILE.chars().forEach(stream::write);
            stream.append(HOSTILE).append("\ud83c\udfac \ud83c");
            stream.flush();
        }
        for (StringWriter written : List.of(out, err)) {
            assertThat(written.toString())
                    .doesNotContain("\u001b", "\u0007", "\u202e", "\ud83c ")
                    .contains("\ud83c\udfac \\ud83c");
        }
    }

    @Test
    void aStackTraceHasTheMessageOnOneLine() {
        Console console = console();
        Exception cause = new IllegalStateException("caused by " + HOSTILE);
        new IllegalArgumentException(HOSTILE, cause).printStackTrace(console.err());
        console.err().flush();
        assertThat(err.toString().lines())
                .allMatch(line -> line.startsWith("java.lang.Illegal")
                        || line.startsWith("Caused by: java.lang.Illegal")
                        || line.matches("\t(at|\\.\\.\\.) .*"));
        assertThat(err.toString())
                .contains("\tat " + ConsoleTest.class.getName())
                .doesNotContain("\u001b");
    }

    @Test
    void dataIsExactInAPipeAndPrintableOnATerminal() {
        console(false, new AtomicInteger(80)).data("echo '" + HOSTILE + "'\n");
        assertThat(out.toString()).isEqualTo("echo '" + HOSTILE + "'\n");
        out.getBuffer().setLength(0);
        console(true, new AtomicInteger(80)).data("1\t" + HOSTILE + "\n");
        assertThat(out.toString()).isEqualTo("1\ta\\u001b]0;x\\u0007\nb\\u202egpm.mp4\n");
    }

    @Test
    void aRowsCellsStayInTheirColumns() {
        console().row("a\tb", 2.5, "c\nd");
        assertThat(out.toString()).isEqualTo("a\\tb\t2.5\tc\\nd" + System.lineSeparator());
    }

    @Test
    void theBarFollowsTheTerminalsWidth() {
        AtomicInteger columns = new AtomicInteger(100);
        Console console = console(false, columns);
        List<Integer> lengths = new ArrayList<>();
        for (int width : new int[] {100, 60, 50, 120}) {
            columns.set(width);
            err.getBuffer().setLength(0);
            console.draw("#".repeat(200));
            lengths.add(err.toString().replace("\r\u001b[K", "").length());
        }
        assertThat(lengths).containsExactly(99, 59, 49, 119);
    }

    @Test
    void theWidthIsMeasuredAgainWhenTheWindowWasResized() {
        AtomicInteger window = new AtomicInteger(60);
        TerminalWidth width = new TerminalWidth(100, window::get);
        assertThat(width.getAsInt()).isEqualTo(100);
        width.resized();
        assertThat(width.getAsInt()).isEqualTo(60);
        window.set(90);
        assertThat(width.getAsInt()).as("nobody said so").isEqualTo(60);
        window.set(0);
        width.resized();
        assertThat(width.getAsInt()).as("it cannot be told").isEqualTo(60);
    }
}
