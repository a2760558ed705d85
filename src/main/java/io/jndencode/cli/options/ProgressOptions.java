package io.jndencode.cli.options;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.view.JobView;
import io.jndencode.cli.view.NdjsonView;
import io.jndencode.cli.view.TerminalView;
import picocli.CommandLine.Option;

/** Options for showing the progress of long work. */
public final class ProgressOptions {
    /** The ways to show it. */
    public enum Mode {
        /** A bar on a terminal, silence elsewhere. */
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

    public boolean json() {
        return mode == Mode.JSON;
    }

    public boolean bar(Console console) {
        return mode == Mode.BAR || (mode == Mode.AUTO && console.terminal());
    }

    /** Returns the requested view of a job. */
    public JobView view(JobView.Task task, Console console, CommonOptions common) {
        return json()
                ? new NdjsonView(task, console)
                : new TerminalView(task, console, bar(console) && !common.quiet(), common.quiet());
    }
}
