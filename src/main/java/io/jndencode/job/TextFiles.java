package io.jndencode.job;

import java.nio.file.Path;

/** Writes text files that belong to a job's result, each completely or not at all. */
@FunctionalInterface
public interface TextFiles {
    /** Replaces the file. */
    void write(Path file, String text);

    /** Writes the files that accompany a job's output, while the job could still be resumed if it were killed. */
    @FunctionalInterface
    interface Writer {
        void write(JobOutcome outcome, TextFiles files);
    }
}
