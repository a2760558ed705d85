package io.jndencode.cli;

import picocli.CommandLine.Option;

/** How the progress of long work is shown. */
final class ProgressOptions {
    /** The ways to show it. */
    enum Mode {
        /** A bar where a person looks on, silence elsewhere. */
        AUTO,
        /** A bar in any case. */
        BAR,
        /** NDJSON events on standard output. */
        JSON,
        /** Nothing. */
        NONE
    }

    @Option(
            names = "--progress",
            paramLabel = "MODE",
            completionCandidates = Candidates.ProgressModes.class,
            defaultValue = "auto",
            description = "auto (a bar on a terminal, else nothing), bar, json (NDJSON on standard output) or none")
    private Mode mode = Mode.AUTO;

    boolean json() {
        return mode == Mode.JSON;
    }

    boolean bar(Console console) {
        return mode == Mode.BAR || (mode == Mode.AUTO && console.terminal());
    }

    /** The view of a job that was asked for. */
    JobView view(JobView.Task task, Console console, CommonOptions common) {
        return json()
                ? new NdjsonView(task, console)
                : new PersonView(task, console, bar(console) && !common.quiet(), common.quiet());
    }
}
