package io.jndencode.cli.view;

import io.jndencode.encode.Progress;
import io.jndencode.job.JobOutcome;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Shows one job to a person at a terminal, to a machine, or to nobody. */
public interface JobView {
    /**
     * The properties of a job to show.
     *
     * @param input the video
     * @param output the encoded video, null where only a plan is made
     * @param sidecar the record of the job
     * @param target how visible coding artefacts may become
     * @param preset name of the preset
     * @param model name of the model, null if none is used
     */
    record Task(
            Path input,
            @Nullable Path output,
            Path sidecar,
            String target,
            String preset,
            @Nullable String model) {}

    /** Receives an event of the job; called from several threads, one at a time. */
    void on(Progress event);

    /**
     * The job is done and its files have their names.
     *
     * @param sourceKept whether the encode was discarded for being too large
     */
    void done(JobOutcome outcome, boolean sourceKept);

    /** Clears the view after an error, so that nothing of the job obstructs the caller's report. */
    void clear();
}
