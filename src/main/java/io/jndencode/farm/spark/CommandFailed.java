package io.jndencode.farm.spark;

/** A command ended with an exit code other than 0. The message is the last line it wrote to its standard error. */
public final class CommandFailed extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailed(String message) {
        super(message);
    }

    CommandFailed(int code, String said) {
        super("exit code " + code + ": " + said);
    }
}
