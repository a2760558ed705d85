package io.jndencode.cli.console;

import java.util.function.IntSupplier;

/**
 * What a person sees of the program's streams.
 *
 * @param messages whether the stream of messages is shown on a terminal, so that lines may be redrawn
 * @param results whether the stream of results is
 * @param columns the terminal's present width in characters; 0 or less where nobody knows
 */
public record Terminal(boolean messages, boolean results, IntSupplier columns) {
    /** As the launcher says, and as the terminal's window is resized. */
    public static Terminal ofTheLauncher() {
        boolean messages = Boolean.getBoolean("jnd.terminal");
        int columns = Integer.getInteger("jnd.columns", 80);
        IntSupplier width = messages ? TerminalWidth.following(columns) : () -> columns;
        return new Terminal(messages, Boolean.getBoolean("jnd.terminal.results"), width);
    }
}
