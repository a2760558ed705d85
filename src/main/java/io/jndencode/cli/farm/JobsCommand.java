package io.jndencode.cli.farm;

import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.encode.SkipOptions;
import io.jndencode.cli.files.OutputKind;
import io.jndencode.cli.files.OutputPlace;
import io.jndencode.cli.files.SidecarArgument;
import io.jndencode.cli.options.Candidates;
import io.jndencode.cli.options.ChecksArguments;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.cli.options.SourceOption;
import io.jndencode.cli.view.ForecastWords;
import io.jndencode.farm.jobs.JobList;
import io.jndencode.farm.jobs.JobListFormat;
import io.jndencode.file.FileName;
import io.jndencode.ladder.LadderPlan;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarForecast;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the commands that encode a sidecar shot by shot, for any scheduler. */
@Command(
        name = "jobs",
        header = "Prints the commands that encode a sidecar, or the plan of a ladder, in parts, for a scheduler.",
        description = "The commands name all files by absolute paths: every machine must see them there.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class JobsCommand implements Callable<Integer>, ChecksArguments {
    private final Console console;

    @Mixin
    private SidecarArgument plan = new SidecarArgument();

    @Mixin
    private SourceOption source = new SourceOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Candidates.JobFormats.class,
            defaultValue = "sh",
            description =
                    "json, sh (a script), lines (for GNU parallel), slurm, k8s (Kubernetes, as JSON), make or spark"
                            + " (default: sh)")
    private JobListFormat format = JobListFormat.SH;

    @Option(
            names = "--segments",
            paramLabel = "DIR",
            description =
                    "folder for the segments, which all machines see (default: beside the output; must exist when the"
                            + " jobs run)")
    private @Nullable Path segments;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "the encoded video (default: beside the sidecar), or the folder of the ladder")
    private @Nullable Path output;

    @Option(
            names = "--program",
            paramLabel = "COMMAND",
            defaultValue = "jnd-encode",
            description = "how jnd-encode is called on the machines (default: ${DEFAULT-VALUE})")
    private String program = "jnd-encode";

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "most tasks at once, for slurm (default: no limit) and k8s (default: 16)")
    private @Nullable Integer parallel;

    @Mixin
    private TaskSizeOption size = new TaskSizeOption();

    @Mixin
    private SkipOptions skip = new SkipOptions();

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public JobsCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkArguments() {
        if (parallel != null && parallel < 1) {
            throw new JndException.Usage("--parallel must be 1 or more, got " + parallel);
        }
        program();
        size.size();
        skip.check();
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        OptionalInt most = parallel == null ? OptionalInt.empty() : OptionalInt.of(parallel);
        if (LadderPlan.isOne(plan.file())) {
            console.data(format.text(ladder(most), most));
            return 0;
        }
        Sidecar sidecar = plan.read();
        JobList jobs = film(sidecar, most);
        if (!leavesAlone(sidecar)) {
            console.data(format.text(jobs, most));
        }
        return 0;
    }

    /** Says what the encode is expected to save, and returns whether that is less than it is wanted for. */
    private boolean leavesAlone(Sidecar sidecar) {
        SidecarForecast forecast = sidecar.forecast();
        Double percent = skip.worthwhile();
        Optional<String> missing = percent == null ? Optional.empty() : SidecarForecast.missing(sidecar);
        missing.ifPresent(sentence -> say(sentence + "; here are its jobs all the same"));
        if (percent == null || missing.isPresent() || forecast == null || !forecast.savesLessThan(percent)) {
            return false;
        }
        say("no jobs: " + ForecastWords.of(forecast) + "; --skip-efficient asks for more to be saved");
        return true;
    }

    private void say(String sentence) {
        if (!common.quiet()) {
            console.say("jnd-encode: " + sentence);
        }
    }

    private JobList film(Sidecar sidecar, OptionalInt most) {
        Path input = source.file(sidecar, plan.file());
        return JobList.of(
                List.of(sidecar),
                layout(input, output != null ? output : usual(sidecar, input), List.of()),
                size.size(),
                most);
    }

    private JobList ladder(OptionalInt most) {
        if (skip.worthwhile() != null) {
            throw new JndException.Usage(
                    "--skip-efficient compares an encode with its source, " + plan.file() + " is the plan of a ladder");
        }
        if (output == null) {
            throw new JndException.Usage(plan.file() + " is the plan of a ladder: give the folder to create with -o");
        }
        LadderPlan ladder = LadderPlan.read(plan.file());
        Path input = source.file(ladder.sidecars().get(0), plan.file());
        return JobList.of(ladder.sidecars(), layout(input, output, ladder.names()), size.size(), most);
    }

    private JobList.Layout layout(Path input, Path made, List<String> rungs) {
        Path folder = segments != null
                ? segments
                : made.resolveSibling(FileName.of("", String.valueOf(made.getFileName()), ".segments"));
        return new JobList.Layout(
                List.of(program()), whole(plan.file()), whole(input), whole(folder), whole(made), rungs);
    }

    private Path usual(Sidecar sidecar, Path input) {
        return OutputPlace.of(input, OutputKind.of(sidecar), null, false)
                .besides(plan.file(), null)
                .video();
    }

    /** Makes a path absolute for machines with another working folder; a bare name is looked up there. */
    private String program() {
        if (program.isBlank() || program.startsWith("-")) {
            throw new JndException.Usage("--program needs the command that starts jnd-encode, got \"" + program + "\"");
        }
        return program.contains("/") ? whole(Path.of(program)).toString() : program;
    }

    /** Removes {@code .} from a path but keeps {@code ..}, which behind a link may lead elsewhere. */
    private static Path whole(Path file) {
        Path absolute = file.toAbsolutePath();
        for (Path name : absolute) {
            if (name.toString().equals("..")) {
                return absolute;
            }
        }
        return absolute.normalize();
    }
}
