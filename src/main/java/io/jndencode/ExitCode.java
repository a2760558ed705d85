package io.jndencode;

/** How a command ended, as its process tells it: part of the command line's contract. */
public enum ExitCode {
    DONE(0),
    /** A fault of the program itself. */
    INTERNAL(1),
    /** The command line, a preset or another setting is wrong. */
    USAGE(2),
    /** The input is missing, unreadable or has no video. */
    INPUT(3),
    /** A model or a dataset is not valid. */
    MODEL(4),
    /** Encoding, joining or writing the output failed. */
    ENCODE(5),
    /** The work is done, but outside what was demanded, or frames were lost in decoding. */
    INCOMPLETE(6),
    /** Stopped by Ctrl-C or a signal; the same command goes on from what is finished. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number the process exits with. */
    public int code() {
        return code;
    }

    /** Whether a process ended so. */
    public boolean is(int exitCode) {
        return code == exitCode;
    }
}
