package io.jndencode.cli.console;

import io.jndencode.Stopwatch;
import io.jndencode.text.Printable;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Where a command writes: results to one stream, everything for people to the other. The one place that puts text on a terminal, and
 * so the one that shows unprintable characters escaped ({@link Printable}).
 */
public final class Console {
    private static final int NARROWEST = 40;
    private static final String TO_LINE_START_AND_CLEAR = "\r\u001b[K";

    private final PrintWriter exactOut;
    private final PrintWriter exactErr;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Terminal terminal;
    private final LongSupplier ticker;

    /**
     * @param out results only: paths, JSON, tables asked for
     * @param err text for people: messages, the bar, the closing line
     * @param ticker nanoseconds, for what shows or tells how long something took
     */
    public Console(PrintWriter out, PrintWriter err, Terminal terminal, LongSupplier ticker) {
        this.exactOut = Objects.requireNonNull(out, "out is null");
        this.exactErr = Objects.requireNonNull(err, "err is null");
        this.out = PrintableWriter.around(out);
        this.err = PrintableWriter.around(err);
        this.terminal = Objects.requireNonNull(terminal, "terminal is null");
        this.ticker = Objects.requireNonNull(ticker, "ticker is null");
    }

    /**
     * @param terminal whether a person looks at {@code err}
     * @param columns width of that terminal
     */
    public Console(PrintWriter out, PrintWriter err, boolean terminal, int columns) {
        this(out, err, new Terminal(terminal, false, () -> columns), Stopwatch.SYSTEM);
    }

    /** The stream of results, for text of several lines. */
    public PrintWriter out() {
        return out;
    }

    /** The stream of results as it is, for the parser's own words alone, which may be coloured. */
    public PrintWriter help() {
        return exactOut;
    }

    /** The stream of messages, for text of several lines. */
    public PrintWriter err() {
        return err;
    }

    /** Whether lines on the stream of messages may be redrawn. */
    public boolean terminal() {
        return terminal.messages();
    }

    /** Width of the terminal now, in characters. */
    public int columns() {
        return Math.max(terminal.columns().getAsInt(), NARROWEST);
    }

    /** Measures time from now on. */
    public Stopwatch stopwatch() {
        return Stopwatch.start(ticker);
    }

    /** A result, on a line of its own, written at once so that a reader of the pipe sees it. */
    public void result(String line) {
        line(exactOut, line);
    }

    /** A row of a result, its cells separated by tabs. */
    public void row(Object... cells) {
        StringBuilder row = new StringBuilder();
        for (Object cell : cells) {
            row.append(row.isEmpty() ? "" : "\t").append(Printable.line(String.valueOf(cell)));
        }
        exactOut.println(row);
        exactOut.flush();
    }

    /** A whole file's text, exactly as its format has it; on a terminal as it may be shown. */
    public void data(String text) {
        exactOut.print(terminal.results() ? Printable.text(text) : text);
        exactOut.flush();
    }

    /** A sentence for people. */
    public void say(String line) {
        line(exactErr, line);
    }

    /** Puts a line where the last one drawn was, cut off at the terminal's edge: a wrapped line could not be redrawn. */
    public void draw(String line) {
        String shown = Printable.line(line);
        int room = columns() - 1;
        exactErr.print(TO_LINE_START_AND_CLEAR + (shown.length() <= room ? shown : shown.substring(0, room)));
        exactErr.flush();
    }

    /** Takes the line drawn last away. */
    public void clearDrawn() {
        exactErr.print(TO_LINE_START_AND_CLEAR);
        exactErr.flush();
    }

    private static void line(PrintWriter stream, String line) {
        stream.println(Printable.line(line));
        stream.flush();
    }
}
