package io.jndencode.cli.console;

import java.util.function.IntSupplier;

/**
 * The terminals of the program's streams.
 *
 * @param messages whether the stream of messages is shown on a terminal, so that lines may be redrawn
 * @param results whether the stream of results is shown on one
 * @param columns the terminal's present width in characters; 0 or less if unknown
 */
public record Terminal(boolean messages, boolean results, IntSupplier columns) {
    /** Creates the state that the launcher reports, following the terminal's window as it is resized. */
    public static Terminal ofTheLauncher() {
        boolean messages = Boolean.getBoolean("jnd.terminal");
        int columns = Integer.getInteger("jnd.columns", 80);
        IntSupplier width = messages ? TerminalWidth.following(columns) : () -> columns;
        return new Terminal(messages, Boolean.getBoolean("jnd.terminal.results"), width);
    }
}
