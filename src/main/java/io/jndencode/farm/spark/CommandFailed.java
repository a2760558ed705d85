package io.jndencode.farm.spark;

/** A command ended with another code than 0. The message is what it said last. */
public final class CommandFailed extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailed(String message) {
        super(message);
    }

    CommandFailed(int code, String said) {
        super("exit code " + code + ": " + said);
    }
}
