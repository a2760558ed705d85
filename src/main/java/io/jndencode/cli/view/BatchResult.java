package io.jndencode.cli.view;

/** The result for one input. */
public enum BatchResult {
    ENCODED,
    PLANNED,
    /** The source is the better file: the encode was discarded. */
    KEPT,
    SKIPPED,
    /** Done, but not as it should be. */
    INCOMPLETE,
    FAILED,
    /** Interrupted before its turn. */
    UNDONE
}
