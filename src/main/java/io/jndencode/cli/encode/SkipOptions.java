package io.jndencode.cli.encode;

import io.jndencode.JndException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for leaving sources alone of which too little would be saved. */
public final class SkipOptions {
    @Option(
            names = "--skip-efficient",
            paramLabel = "P",
            description =
                    "leave the source alone, before any encode, where less than P %% of its video is expected to be"
                            + " saved: no output is made then, and the source's path is printed (default: every source"
                            + " is encoded)")
    private @Nullable Double percent;

    /** Refuses an invalid share, before any work. */
    public void check() {
        if (percent != null && !(percent > -1000 && percent < 100)) {
            throw new JndException.Usage("--skip-efficient must be above -1000 and below 100, got " + percent);
        }
    }

    /** Returns how many percent of the video must be expected to be saved; null if any source is encoded. */
    public @Nullable Double worthwhile() {
        return percent;
    }
}
