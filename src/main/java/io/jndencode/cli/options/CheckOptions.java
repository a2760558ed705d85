package io.jndencode.cli.options;

import io.jndencode.JndException;
import io.jndencode.encode.VerifyOptions;
import io.jndencode.job.JobOutcome;
import io.jndencode.plan.sidecar.SidecarShot;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for checking an encode, and for what is demanded of it. */
public final class CheckOptions {
    /**
     * An encode coarser than the target by more QPs than this fails {@code --verify}: one step of people between
     * levels, 4.8, plus the rule's own mean error. A smaller deviation may only be a disagreement between the rule and
     * the model.
     */
    private static final double TOLERANCE = 6;

    private static final int MOST_NAMED = 10;

    @Option(
            names = "--verify",
            description =
                    "measure every shot against its source (XPSNR, SSIM, worst frame) and say how far from the target"
                            + " it seems; exit code 6 if one seems coarser by more than 6 QP, or frames are missing")
    private boolean verify;

    @Option(
            names = "--refine",
            paramLabel = "N",
            description =
                    "measure, and encode shots again that are off the target, at most N times each, 0 to 5 (default:"
                            + " 0)")
    private @Nullable Integer refine;

    /**
     * Returns what to measure and how often to encode again.
     *
     * @param report whether a report wants measurements too
     */
    public VerifyOptions checks(boolean report) {
        int refinements = refine == null ? 0 : refine;
        return new VerifyOptions(report || verify || refinements > 0, refinements);
    }

    /** Throws if the encode does not meet {@code --verify}. */
    public void demand(Path input, JobOutcome outcome) {
        List<Integer> coarse = outcome.sidecar().shots().stream()
                .filter(CheckOptions::coarse)
                .map(SidecarShot::index)
                .toList();
        if (verify && !coarse.isEmpty()) {
            String named =
                    coarse.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
            throw new JndException.Quality(
                    "%s is done, but %d of %d shots are measured coarser than %s by more than 6 QP: %s%s"
                            .formatted(
                                    input,
                                    coarse.size(),
                                    outcome.sidecar().shots().size(),
                                    outcome.sidecar().target(),
                                    named,
                                    coarse.size() > MOST_NAMED ? ", ..." : ""));
        }
    }

    private static boolean coarse(SidecarShot shot) {
        SidecarShot.Result result = shot.result();
        return result != null && result.targetError() != null && result.targetError() > TOLERANCE;
    }
}
