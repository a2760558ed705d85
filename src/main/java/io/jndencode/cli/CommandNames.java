package io.jndencode.cli;

import java.util.List;

/** The names of the commands, in the order of the help. */
final class CommandNames {
    /** The one that picocli brings. */
    static final String COMPLETION = "generate-completion";

    static final List<String> ALL = List.of(
            "plan",
            "apply",
            "report",
            "convert",
            "shots",
            "predict",
            "quality",
            "models",
            "label",
            "train",
            "test",
            "graph",
            "import",
            "shot",
            "stitch",
            "jobs",
            "farm",
            "scan",
            "judge",
            "watch",
            COMPLETION);

    private CommandNames() {}
}
