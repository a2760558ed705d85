package io.jndencode.cli;

import io.jndencode.media.FfmpegNatives;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
    /** What is said besides errors and results. */
    enum LogLevel {
        /** Errors only: no closing line. */
        QUIET,
        /** The usual. */
        INFO,
        /** FFmpeg's and x264's own log as well. */
        DEBUG
    }

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "info",
            description = "quiet (errors only), info, or debug (with FFmpeg's and x264's own log)")
    private LogLevel logLevel = LogLevel.INFO;

    @Option(names = "--stacktrace", description = "show where an error came from")
    private boolean stacktrace;

    /** Lets the native libraries talk as much as was asked for; to be called before they are used. */
    void apply() {
        if (logLevel == LogLevel.DEBUG) {
            FfmpegNatives.log(FfmpegNatives.Log.EVERYTHING);
        }
    }

    boolean quiet() {
        return logLevel == LogLevel.QUIET;
    }

    boolean stacktrace() {
        return stacktrace;
    }
}
