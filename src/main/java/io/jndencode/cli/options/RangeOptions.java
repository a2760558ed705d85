package io.jndencode.cli.options;

import io.jndencode.JndException;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.media.TimeRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.ShotListFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the part of a video to process. */
public final class RangeOptions {
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

    @Option(
            names = "--shots",
            paramLabel = "FILE",
            description = "take the shots from a list, CSV or JSON as `shots` writes them, instead of finding them")
    private @Nullable Path shots;

    /** Returns the shots given, null to detect them. */
    public @Nullable List<Shot> shots() {
        if (shots != null && !range().whole()) {
            throw new JndException.Usage("--shots speaks of the whole video: leave out --start and --duration");
        }
        return shots == null ? null : ShotListFile.read(shots);
    }

    /** Declares the list of shots. */
    public void declare(RunFiles files) {
        files.reads("the list of shots", shots);
    }

    public TimeRange range() {
        return new TimeRange(start, duration);
    }
}
