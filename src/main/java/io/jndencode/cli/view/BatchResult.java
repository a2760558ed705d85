package io.jndencode.cli.view;

/** What became of an input. */
public enum BatchResult {
    ENCODED,
    PLANNED,
    /** The source is the better file: the encode was thrown away. */
    KEPT,
    SKIPPED,
    /** Done, but not as it should be. */
    INCOMPLETE,
    FAILED,
    /** Interrupted before its turn. */
    UNDONE
}
