package io.jndencode.cli.farm;

import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.OutputKind;
import io.jndencode.cli.files.OutputNames;
import io.jndencode.cli.files.OutputOptions;
import io.jndencode.cli.files.OutputPlace;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.files.SidecarArgument;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.cli.options.SourceOption;
import io.jndencode.farm.jobs.JobList;
import io.jndencode.file.FileIdentity;
import io.jndencode.job.FinishedOutput;
import io.jndencode.job.StitchJob;
import io.jndencode.ladder.LadderPlan;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins the segments of a sidecar's shots. */
@Command(
        name = "stitch",
        header =
                "Joins the segments of all shots of a sidecar or of a ladder's plan, made by jnd-encode shot, to the output.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class StitchCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SidecarArgument plan = new SidecarArgument();

    @Parameters(index = "1..*", paramLabel = "SEGMENT", description = "the segments, in the order of the shots")
    private List<Path> segments = List.of();

    @Option(
            names = "--segments",
            paramLabel = "DIR",
            description = "the folder the segments are in, under the names that jnd-encode jobs gives them")
    private @Nullable Path folder;

    @Mixin
    private SourceOption source = new SourceOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--sidecar",
            paramLabel = "FILE",
            description = "where the sidecar with the results goes (default: beside the output)")
    private @Nullable Path result;

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public StitchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        if (LadderPlan.isOne(plan.file())) {
            return new LadderSegments(plan.file(), source).stitch(ladder(), console, common.quiet());
        }
        Sidecar sidecar = plan.read();
        Path video = source.of(sidecar, plan.file());
        OutputPlace place = OutputPlace.of(video, OutputKind.of(sidecar), output.output(), output.folder(false))
                .besides(plan.file(), output.output())
                .withSidecar(result);
        List<Path> made = files(sidecar);
        if (isThere(sidecar, place)) {
            console.result(place.video().toString());
            return 0;
        }
        declare(sidecar, video, made, place);
        StitchJob.Joined joined =
                new StitchJob(new StitchJob.Request(sidecar, video, made, place.video(), output.overwrite())).run();
        SidecarFile.write(joined.outcome().sidecar(), place.sidecar());
        joined.warnings().forEach(warning -> console.say("jnd-encode: " + warning));
        console.result(place.video().toString());
        return 0;
    }

    /** Returns where the segments of a ladder are, and the folder to create. */
    private LadderSegments.Places ladder() {
        Path made = output.output();
        if (folder == null || !segments.isEmpty() || made == null || result != null || output.overwrite()) {
            throw new JndException.Usage(plan.file() + " is the plan of a ladder: give the folder of the segments with"
                    + " --segments, and a folder to create with -o; there is no --sidecar, and -y replaces no folder");
        }
        return new LadderSegments.Places(folder, made, output.skip());
    }

    /** Returns whether the output is to be left unchanged: a job list may be run again when all of it is done. */
    private boolean isThere(Sidecar sidecar, OutputPlace place) {
        if (output.overwrite() || !Files.exists(place.video())) {
            return false;
        }
        boolean same = FinishedOutput.isOf(sidecar, place.video(), place.sidecar());
        if ((same || output.skip()) && !common.quiet()) {
            console.say("jnd-encode: %s exists already%s"
                    .formatted(place.video(), same ? ", joined from this plan" : " and is left as it is"));
        }
        return same || output.skip();
    }

    private void declare(Sidecar sidecar, Path video, List<Path> made, OutputPlace place) {
        RunFiles files = new RunFiles()
                .reads("the input", video)
                .reads("a segment", made)
                .readsVideoOf(sidecar, plan.file());
        if (FileIdentity.same(place.sidecar(), plan.file())) {
            files.writes("the sidecar", plan.file(), () -> true); // brought up to date
        } else {
            files.reads("the plan", plan.file());
            OutputNames.refuseForeign(place.sidecar(), video);
            files.writes("the sidecar", place.sidecar(), output::overwrite);
        }
        files.writesWhole("the output", place.video(), output::overwrite);
    }

    private List<Path> files(Sidecar sidecar) {
        Path from = folder;
        if (from == null) {
            return segments;
        }
        if (!Files.isDirectory(from)) {
            throw new JndException.Input("there is no folder " + from
                    + ": run the jobs of the shots first, or name another with --segments");
        }
        if (!segments.isEmpty()) {
            throw new JndException.Usage("give the segments or their folder with --segments, not both");
        }
        return IntStream.range(0, sidecar.shots().size())
                .mapToObj(shot -> JobList.Layout.segment(from, shot))
                .toList();
    }
}
