package io.jndencode.cli.view;

import io.jndencode.ExitCode;
import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An exception as it is reported: one sentence, one exit code.
 *
 * @param sentence for people
 * @param exitCode the documented exit code
 */
public record Failure(Exception cause, String sentence, int exitCode) {
    public static Failure of(Exception cause) {
        if (interrupted(cause)) {
            return new Failure(
                    cause, "interrupted: the same command goes on from what is finished", ExitCode.INTERRUPTED.code());
        }
        return cause instanceof JndException known
                ? new Failure(cause, String.valueOf(known.getMessage()), known.exitCode())
                : new Failure(
                        cause,
                        "internal error: " + cause + ". --stacktrace shows where; please report it.",
                        ExitCode.INTERNAL.code());
    }

    /**
     * Returns whether reading or writing a file failed because the thread was interrupted, however that was wrapped.
     */
    private static boolean interrupted(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClosedByInterruptException || cause instanceof FileLockInterruptionException) {
                return !(failure instanceof JndException.Interrupted);
            }
        }
        return false;
    }

    /**
     * Reports the failure to people and, if requested, as a JSON event.
     *
     * @param input the input that failed, null for a failure of the whole command line
     */
    public void tell(Console console, boolean json, boolean stacktrace, @Nullable Path input) {
        console.say("jnd-encode: " + sentence);
        if (stacktrace) {
            cause.printStackTrace(console.err());
        }
        if (json) {
            event(console, input, sentence, exitCode);
        }
    }

    /** Writes the event for an error. */
    public static void event(Console console, @Nullable Path input, String message, int exitCode) {
        JsonLine event = new JsonLine().put("type", "error");
        if (input != null) {
            event.put("input", input.toString());
        }
        console.result(event.put("message", message).put("exitCode", exitCode).line());
    }
}
