package io.jndencode.cli.encode;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.OutputPlace;
import io.jndencode.cli.options.CheckOptions;
import io.jndencode.cli.options.KeepOptions;
import io.jndencode.cli.options.WorkOptions;
import io.jndencode.encode.Resources;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.plan.Preset;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The main job: a video in, the same video at its JND quality out. */
@Command(
        name = "jnd-encode",
        header = "Encodes every shot of a video at the coarsest x264 quantiser viewers cannot notice.",
        customSynopsis = {"jnd-encode INPUT... [OPTIONS]", "       jnd-encode COMMAND ... (see below)"},
        description = "%nWrites NAME.jnd1.EXT and NAME.jnd1.json beside the input.%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
public final class EncodeCommand extends VideoCommand {
    @Mixin
    private WorkOptions work = new WorkOptions();

    @Mixin
    private CheckOptions check = new CheckOptions();

    @Mixin
    private SkipOptions skip = new SkipOptions();

    @Mixin
    private KeepOptions keep = new KeepOptions();

    public EncodeCommand(Console console) {
        super(console);
    }

    @Override
    VideoTask task(Path input, OutputPlace place, Preset preset) {
        EncodePipeline.check(preset.encoding(), place.video());
        return new VideoTask(input, place.video(), place.sidecar());
    }

    @Override
    boolean encodes() {
        return true;
    }

    @Override
    KeepOptions keep() {
        return keep;
    }

    @Override
    SkipOptions skip() {
        return skip;
    }

    @Override
    CheckOptions check() {
        return check;
    }

    @Override
    Resources work() {
        return work.work();
    }
}
