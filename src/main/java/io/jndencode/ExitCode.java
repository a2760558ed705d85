package io.jndencode;

/** Exit codes of the program. They are part of the command line's contract. */
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
    /** The work is done, but the result misses what was demanded, or frames were lost in decoding. */
    INCOMPLETE(6),
    /** Stopped by Ctrl-C or a signal; running the same command again resumes the work. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** Returns the number the process exits with. */
    public int code() {
        return code;
    }

    /** Returns whether this is the given exit code of a process. */
    public boolean is(int exitCode) {
        return code == exitCode;
    }
}
