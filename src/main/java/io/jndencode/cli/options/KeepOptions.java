package io.jndencode.cli.options;

import io.jndencode.JndException;
import io.jndencode.cli.view.Saving;
import io.jndencode.job.JobOutcome;
import io.jndencode.plan.sidecar.SidecarTotals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for discarding an encode that saves too little. */
public final class KeepOptions {
    @Option(
            names = "--max-encoded-percent",
            paramLabel = "P",
            description =
                    "keep the source where the encoded video is larger than P %% of the source's: no output is made"
                            + " then, and the source's path is printed (default: every encode is kept)")
    private @Nullable Double percent;

    /** Refuses an invalid share, before any work. */
    public void check() {
        if (percent != null && !(percent > 0 && percent <= 1000)) {
            throw new JndException.Usage("--max-encoded-percent must be above 0 and at most 1000, got " + percent);
        }
    }

    /** Returns whether a finished job's encode is too large; its file is then removed. */
    public boolean keepsSource(@Nullable Path output, JobOutcome outcome) {
        SidecarTotals totals = outcome.sidecar().totals();
        if (percent == null || output == null || totals == null) {
            return false;
        }
        Saving saving = Saving.of(totals);
        if (saving.after() <= saving.before() * percent / 100) {
            return false;
        }
        try {
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new JndException.Encode("cannot remove " + output + ": " + e.getMessage(), e);
        }
        return true;
    }
}
