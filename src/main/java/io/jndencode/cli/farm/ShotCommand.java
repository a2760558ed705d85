package io.jndencode.cli.farm;

import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.OutputPlace;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.files.SidecarArgument;
import io.jndencode.cli.options.ChecksArguments;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.cli.options.SourceOption;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.farm.FarmJob;
import io.jndencode.farm.ShotsTask;
import io.jndencode.farm.jobs.JobList;
import io.jndencode.farm.jobs.ShotNumbers;
import io.jndencode.job.ShotJob;
import io.jndencode.ladder.LadderPlan;
import io.jndencode.plan.sidecar.Sidecar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Encodes shots of a sidecar. */
@Command(
        name = "shot",
        header = "Encodes shots of a sidecar or of a ladder's plan to segments: the task of one machine of a farm.",
        description = "A segment that is there already, whole and made with the same settings, is left alone.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ShotCommand implements Callable<Integer>, ChecksArguments {
    private final Console console;

    @Mixin
    private SidecarArgument plan = new SidecarArgument();

    @Mixin
    private SourceOption source = new SourceOption();

    @Option(
            names = "--index",
            required = true,
            paramLabel = "I",
            description = "which shot, from 0; several as 0-4,7 (with --segments)")
    private String index = "0";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "SEGMENT",
            description = "the segment's file, of one shot; a note of what it was made from appears beside it")
    private @Nullable Path segment;

    @Option(
            names = "--segments",
            paramLabel = "DIR",
            description = "the folder for the segments, under the names that jnd-encode jobs gives them")
    private @Nullable Path folder;

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public ShotCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkArguments() {
        ShotNumbers.parse(index, "--index");
        if ((segment == null) == (folder == null)) {
            throw new JndException.Usage(
                    "give the segment's file with -o, or the folder of the segments with --segments");
        }
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        if (LadderPlan.isOne(plan.file())) {
            if (folder == null) {
                throw new JndException.Usage(
                        plan.file() + " is the plan of a ladder, of which a shot has several segments:"
                                + " give their folder with --segments");
            }
            encode(new LadderSegments(plan.file(), source).task(ShotNumbers.parse(index, "--index"), folder));
            return 0;
        }
        Sidecar sidecar = plan.read();
        Path video = source.of(sidecar, plan.file());
        List<Integer> shots =
                ShotNumbers.parse(index, "--index").within(sidecar.shots().size());
        List<Path> files = new ArrayList<>();
        if (segment == null) {
            shots.forEach(shot -> files.add(JobList.Layout.segment(Objects.requireNonNull(folder), shot)));
        } else if (shots.size() == 1) {
            files.add(segment);
        } else {
            throw new JndException.Usage(
                    "-o names the segment of one shot: for several give their folder with --segments");
        }
        encode(new ShotsTask(List.of(new ShotsTask.Part(sidecar, files)), video, shots));
        return 0;
    }

    private void encode(ShotsTask task) {
        for (ShotsTask.Part part : task.parts()) {
            declare(task.source(), part.files());
            EncodePipeline.check(part.plan().encoder().choice());
        }
        task.run(this::made);
    }

    private void declare(Path video, List<Path> segments) {
        RunFiles files = new RunFiles().reads("the sidecar", plan.file()).reads("the input", video);
        for (Path each : segments) {
            BooleanSupplier ours = () -> FarmJob.isOwn(each) || ShotJob.isReplaceable(each);
            files.makes("the segment", each, ours);
            files.makes("the segment's note", ShotJob.note(each), ours);
            makeFolder(each);
            OutputPlace.checkFolder(each);
        }
    }

    private void made(ShotsTask.Made made) {
        if (!common.quiet()) {
            console.say("jnd-encode: shot %d, %d frames, %d bytes%s"
                    .formatted(
                            made.shot(),
                            made.segment().frames(),
                            made.segment().bytes(),
                            made.found() ? ", was there already" : ""));
        }
        console.result(made.segment().file().toString());
    }

    /** Creates the common folder, which the first task to run does. */
    private static void makeFolder(Path segment) {
        try {
            Files.createDirectories(segment.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new JndException.Encode("cannot make the folder of " + segment + ": " + e.getMessage(), e);
        }
    }
}
