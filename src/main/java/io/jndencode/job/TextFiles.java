package io.jndencode.job;

import java.nio.file.Path;

/** Writes text files that belong to a job's result, each whole or not at all. */
@FunctionalInterface
public interface TextFiles {
    /** Replaces the file. */
    void write(Path file, String text);

    /** Writes what goes with a job, while the job can still be gone on from should it be killed here. */
    @FunctionalInterface
    interface Writer {
        void write(JobOutcome outcome, TextFiles files);
    }
}
