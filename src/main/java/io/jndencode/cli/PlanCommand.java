package io.jndencode.cli;

import io.jndencode.encode.Work;
import io.jndencode.plan.Preset;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** The analysis of the main job, without the encode. */
@Command(
        name = "plan",
        header = "Finds the shots and their QPs and writes the sidecar; encodes nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PlanCommand extends VideoCommand {
    PlanCommand(Console console) {
        super(console);
    }

    @Override
    VideoTask task(Path input, OutputPlace place, Preset preset) {
        return new VideoTask(input, null, place.sidecar());
    }

    @Override
    KeepOptions keep() {
        return new KeepOptions();
    }

    @Override
    CheckOptions check() {
        return new CheckOptions();
    }

    @Override
    Work work() {
        return Work.ofThisMachine();
    }
}
