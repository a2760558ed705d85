package io.jndencode.cli;

import io.jndencode.media.TimeRange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a video is done. */
final class RangeOptions {
    @Option(
            names = "--start",
            paramLabel = "T",
            defaultValue = "0",
            converter = SecondsConverter.class,
            description = "begin T after the video's first frame: seconds or [h:]mm:ss.fff (default: 0)")
    private double start;

    @Option(
            names = "--duration",
            paramLabel = "T",
            converter = SecondsConverter.class,
            description = "do only so much of the video (default: up to the end)")
    private @Nullable Double duration;

    TimeRange range() {
        return new TimeRange(start, duration);
    }
}
