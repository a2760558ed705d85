package io.jndencode.cli;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.LongSupplier;

/** A command line run in this process, with what it wrote and its exit code. */
public record CliRun(int code, String out, String err) {
    /** What is said of elapsed time is the same on a busy machine. */
    public static final LongSupplier NO_TIME_PASSES = () -> 0;

    /** Runs as with both streams piped. */
    public static CliRun of(String... args) {
        return of(false, args);
    }

    public static CliRun of(boolean terminal, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(
                new PrintWriter(out), new PrintWriter(err), new Terminal(terminal, false, () -> 100), NO_TIME_PASSES);
        int code = new Main(console).run(args);
        return new CliRun(code, out.toString(), err.toString());
    }
}
