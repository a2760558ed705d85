package io.jndencode.cli.words;

import java.util.List;

/** The names of the commands, in the order of the help. */
public final class CommandNames {
    /** The command that picocli provides. */
    public static final String COMPLETION = "generate-completion";

    public static final List<String> ALL = List.of(
            "plan",
            "apply",
            "ladder",
            "report",
            "convert",
            "shots",
            "predict",
            "quality",
            "models",
            "label",
            "people",
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
