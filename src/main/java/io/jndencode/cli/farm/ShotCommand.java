package io.jndencode.cli.farm;

import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.OutputPlace;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.files.SidecarArgument;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.cli.options.SourceOption;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.farm.FarmJob;
import io.jndencode.job.ShotJob;
import io.jndencode.plan.sidecar.Sidecar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Encodes one shot of a sidecar. */
@Command(
        name = "shot",
        header = "Encodes one shot of a sidecar to a segment: the task of one machine of a farm.",
        description = "A segment that is there already, whole and made with the same settings, is left alone.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ShotCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SidecarArgument plan = new SidecarArgument();

    @Mixin
    private SourceOption source = new SourceOption();

    @Option(names = "--index", required = true, paramLabel = "I", description = "which shot, from 0")
    private int index;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "SEGMENT",
            description = "the segment's file; a note of what it was made from appears beside it")
    private Path segment = Path.of("");

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public ShotCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        Sidecar sidecar = plan.read();
        Path video = source.of(sidecar, plan.file());
        RunFiles files = new RunFiles().reads("the sidecar", plan.file()).reads("the input", video);
        BooleanSupplier ours = () -> FarmJob.isOwn(segment) || ShotJob.isReplaceable(segment);
        files.makes("the segment", segment, ours);
        files.makes("the segment's note", ShotJob.note(segment), ours);
        makeFolder();
        OutputPlace.checkFolder(segment);
        EncodePipeline.check(sidecar.encoder().choice());
        ShotJob.Outcome outcome =
                new ShotJob(new ShotJob.Request(sidecar, video, index, segment), progress -> {}).run();
        if (!common.quiet()) {
            console.say("jnd-encode: shot %d, %d frames, %d bytes%s"
                    .formatted(
                            index,
                            outcome.segment().frames(),
                            outcome.segment().bytes(),
                            outcome.found() ? ", was there already" : ""));
        }
        console.result(segment.toString());
        return 0;
    }

    /** Creates the common folder, which the first task to run does. */
    private void makeFolder() {
        try {
            Files.createDirectories(segment.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new JndException.Encode("cannot make the folder of " + segment + ": " + e.getMessage(), e);
        }
    }
}
