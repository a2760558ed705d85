package io.jndencode.cli.options;

import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.open.InputRules;
import io.jndencode.text.Printable;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of every command. */
public final class CommonOptions {
    /** How much is reported besides errors and results. */
    enum LogLevel {
        /** Errors only: no closing line. */
        QUIET,
        /** The default. */
        INFO,
        /** FFmpeg's and x264's own logs as well. */
        DEBUG
    }

    @Option(
            names = "--log-level",
            paramLabel = "HOW-MUCH",
            completionCandidates = Candidates.LogLevels.class,
            defaultValue = "info",
            description = "quiet (errors only), info, or debug (with FFmpeg's and x264's own log)")
    private LogLevel logLevel = LogLevel.INFO;

    @Option(names = "--stacktrace", description = "show where an error came from")
    private boolean stacktrace;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** Sets the log level of the native libraries; must be called before they are used. */
    public void apply() {
        InputRules.STRICT.use(); // until the command's own InputOptions, if any, override it
        if (logLevel == LogLevel.DEBUG) {
            PrintWriter messages =
                    Objects.requireNonNull(command, "command").commandLine().getErr();
            FfmpegNatives.log(FfmpegNatives.Log.EVERYTHING, line -> messages.println(Printable.line(line)));
        }
    }

    public boolean quiet() {
        return logLevel == LogLevel.QUIET;
    }

    public boolean stacktrace() {
        return stacktrace;
    }
}
