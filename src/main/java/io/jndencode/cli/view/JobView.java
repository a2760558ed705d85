package io.jndencode.cli.view;

import io.jndencode.encode.Progress;
import io.jndencode.job.JobOutcome;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Shows one job to somebody: a person at a terminal, a machine, or nobody. */
public interface JobView {
    /**
     * What a job is to do, for showing.
     *
     * @param input the video
     * @param output the encoded video, null where only a plan is made
     * @param sidecar the record of the job
     * @param target how visible the coding may become
     * @param preset name of the preset
     * @param model name of the model, null where none is asked
     */
    record Task(
            Path input,
            @Nullable Path output,
            Path sidecar,
            String target,
            String preset,
            @Nullable String model) {}

    /** Takes an event of the job; from several threads, one at a time. */
    void on(Progress event);

    /**
     * The job is done and its files have their names.
     *
     * @param sourceKept whether the encode was thrown away for being too large
     */
    void done(JobOutcome outcome, boolean sourceKept);

    /** The job ended with an error, which the caller tells: nothing of the job may stand in its way. */
    void clear();
}
