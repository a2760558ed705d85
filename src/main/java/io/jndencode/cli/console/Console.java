package io.jndencode.cli.console;

import io.jndencode.Stopwatch;
import io.jndencode.text.Printable;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * The output of a command: results to one stream, everything for people to the other. The only place that puts text on
 * a terminal, and so the one that escapes unprintable characters ({@link Printable}).
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
     * @param terminal whether {@code err} is a terminal
     * @param columns width of that terminal
     */
    public Console(PrintWriter out, PrintWriter err, boolean terminal, int columns) {
        this(out, err, new Terminal(terminal, false, () -> columns), Stopwatch.SYSTEM);
    }

    /** Returns the stream of results, for text of several lines. */
    public PrintWriter out() {
        return out;
    }

    /** Returns the unescaped stream of results, only for the parser's own text, which may be coloured. */
    public PrintWriter help() {
        return exactOut;
    }

    /** Returns the stream of messages, for text of several lines. */
    public PrintWriter err() {
        return err;
    }

    /** Returns whether lines on the stream of messages may be redrawn. */
    public boolean terminal() {
        return terminal.messages();
    }

    /** Returns the current width of the terminal in characters. */
    public int columns() {
        return Math.max(terminal.columns().getAsInt(), NARROWEST);
    }

    /** Starts measuring time. */
    public Stopwatch stopwatch() {
        return Stopwatch.start(ticker);
    }

    /** Writes a result on a line of its own, flushed at once so that a reader of the pipe sees it. */
    public void result(String line) {
        line(exactOut, line);
    }

    /** Writes a row of a result, its cells separated by tabs. */
    public void row(Object... cells) {
        StringBuilder row = new StringBuilder();
        for (Object cell : cells) {
            row.append(row.isEmpty() ? "" : "\t").append(Printable.line(String.valueOf(cell)));
        }
        exactOut.println(row);
        exactOut.flush();
    }

    /** Writes a whole file's text, exactly as its format requires; on a terminal it is escaped. */
    public void data(String text) {
        exactOut.print(terminal.results() ? Printable.text(text) : text);
        exactOut.flush();
    }

    /** Writes a sentence for people. */
    public void say(String line) {
        line(exactErr, line);
    }

    /**
     * Draws a line over the last one drawn, cut off at the terminal's edge because a wrapped line could not be redrawn.
     */
    public void draw(String line) {
        String shown = Printable.line(line);
        int room = columns() - 1;
        exactErr.print(TO_LINE_START_AND_CLEAR + (shown.length() <= room ? shown : shown.substring(0, room)));
        exactErr.flush();
    }

    /** Removes the last line drawn. */
    public void clearDrawn() {
        exactErr.print(TO_LINE_START_AND_CLEAR);
        exactErr.flush();
    }

    private static void line(PrintWriter stream, String line) {
        stream.println(Printable.line(line));
        stream.flush();
    }
}
