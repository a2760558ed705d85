package io.jndencode.cli.options;

import picocli.CommandLine.Option;

/** Options for unfinished work: that of an earlier run for the same output, and this run's. */
public final class ResumeOptions {
    @Option(
            names = "--keep-temp",
            description =
                    "do not remove finished work when done: the next run for this output takes what is still right")
    public boolean keepTemp;

    /** Describes {@code --no-resume}. */
    public static final String ANEW =
            "do not go on from what an earlier run for this output left, but remove it and begin anew";

    @Option(names = "--no-resume", description = ANEW)
    public boolean anew;
}
