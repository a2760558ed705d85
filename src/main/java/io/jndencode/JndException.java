package io.jndencode;

import org.jspecify.annotations.Nullable;

/**
 * A failure with a sentence for the user and an exit code.
 *
 * <p>The message says what failed, on which file, which value was found and what to do; it is printed unchanged.
 */
public abstract sealed class JndException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    private JndException(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Returns the exit code of the process for this kind of failure. */
    public int exitCode() {
        return exitCode.code();
    }

    /** The command line, a preset or another setting is wrong (exit code 2). */
    public static final class Usage extends JndException {
        private static final long serialVersionUID = 1L;

        public Usage(String message) {
            super(ExitCode.USAGE, message, null);
        }

        public Usage(String message, Throwable cause) {
            super(ExitCode.USAGE, message, cause);
        }
    }

    /** The input is missing, unreadable or has no video (exit code 3). */
    public static final class Input extends JndException {
        private static final long serialVersionUID = 1L;

        public Input(String message) {
            super(ExitCode.INPUT, message, null);
        }

        public Input(String message, Throwable cause) {
            super(ExitCode.INPUT, message, cause);
        }
    }

    /** A model or a dataset is not valid (exit code 4). */
    public static final class Model extends JndException {
        private static final long serialVersionUID = 1L;

        public Model(String message) {
            super(ExitCode.MODEL, message, null);
        }

        public Model(String message, Throwable cause) {
            super(ExitCode.MODEL, message, cause);
        }
    }

    /** Encoding, joining or writing the output failed (exit code 5). */
    public static final class Encode extends JndException {
        private static final long serialVersionUID = 1L;

        public Encode(String message) {
            super(ExitCode.ENCODE, message, null);
        }

        public Encode(String message, Throwable cause) {
            super(ExitCode.ENCODE, message, cause);
        }
    }

    /** The work is done, but the result misses what was demanded, or frames were lost in decoding (exit code 6). */
    public static final class Quality extends JndException {
        private static final long serialVersionUID = 1L;

        public Quality(String message) {
            super(ExitCode.INCOMPLETE, message, null);
        }
    }

    /** Interrupted by the user; finished work can be resumed (exit code 130). */
    public static final class Interrupted extends JndException {
        private static final long serialVersionUID = 1L;

        public Interrupted(String message) {
            super(ExitCode.INTERRUPTED, message, null);
        }
    }
}
