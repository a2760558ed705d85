package io.jndencode.cli;

import java.io.PrintWriter;
import java.util.Objects;

/**
 * Where a command writes: results to one stream, everything for people to the other.
 *
 * @param out results only: paths, JSON, tables asked for
 * @param err text for people: messages, the bar, the closing line
 * @param terminal whether a person looks at {@code err}, so that lines may be redrawn
 * @param columns width of that terminal, in characters
 */
record Console(PrintWriter out, PrintWriter err, boolean terminal, int columns) {
    private static final int NARROWEST = 40;

    Console {
        Objects.requireNonNull(out, "out is null");
        Objects.requireNonNull(err, "err is null");
        columns = Math.max(columns, NARROWEST);
    }

    /** A result, on a line of its own, written at once so that a reader of the pipe sees it. */
    void result(String line) {
        out.println(line);
        out.flush();
    }

    /** A sentence for people. */
    void say(String line) {
        err.println(line);
        err.flush();
    }
}
