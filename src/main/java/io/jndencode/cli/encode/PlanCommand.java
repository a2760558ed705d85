package io.jndencode.cli.encode;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.OutputPlace;
import io.jndencode.cli.options.CheckOptions;
import io.jndencode.cli.options.KeepOptions;
import io.jndencode.cli.options.ResumeOptions;
import io.jndencode.encode.Resources;
import io.jndencode.plan.Preset;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The analysis of the main job, without the encode. */
@Command(
        name = "plan",
        header = "Finds the shots and their QPs and writes the sidecar; encodes nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class PlanCommand extends VideoCommand {
    @Mixin
    private ResumeOptions resume = new ResumeOptions();

    @Option(
            names = "--trial-encodes",
            description =
                    "encode 24 frames of every shot, at CRFs 48, to foretell its size more closely; takes as long as"
                            + " encoding these does")
    private boolean trying;

    public PlanCommand(Console console) {
        super(console);
    }

    @Override
    VideoTask task(Path input, OutputPlace place, Preset preset) {
        // The sidecar's folder can hold a work folder as well; the video's folder may not.
        Path plannedFor = place.sidecar().resolveSibling(place.video().getFileName());
        return new VideoTask(input, null, plannedFor, place.sidecar());
    }

    @Override
    boolean trying() {
        return trying;
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
    SkipOptions skip() {
        return new SkipOptions();
    }

    @Override
    CheckOptions check() {
        return new CheckOptions();
    }

    @Override
    Resources work() {
        return new Resources(null, null, resume.keepTemp, !resume.anew);
    }
}
