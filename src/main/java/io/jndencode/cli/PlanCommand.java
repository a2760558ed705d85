package io.jndencode.cli;

import io.jndencode.encode.Work;
import io.jndencode.plan.Preset;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The analysis of the main job, without the encode. */
@Command(
        name = "plan",
        header = "Finds the shots and their QPs and writes the sidecar; encodes nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PlanCommand extends VideoCommand {
    @Mixin
    private ResumeOptions resume = new ResumeOptions();

    PlanCommand(Console console) {
        super(console);
    }

    @Override
    VideoTask task(Path input, OutputPlace place, Preset preset) {
        // Where the sidecar goes a folder can be made as well; beside the video perhaps not.
        Path plannedFor = place.sidecar().resolveSibling(place.video().getFileName());
        return new VideoTask(input, null, plannedFor, place.sidecar());
    }

    @Override
    boolean encodes() {
        return false;
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
        return new Work(null, null, resume.keepTemp, !resume.anew);
    }
}
