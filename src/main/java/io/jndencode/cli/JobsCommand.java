package io.jndencode.cli;

import io.jndencode.JndException;
import io.jndencode.farm.JobList;
import io.jndencode.farm.JobListFormat;
import io.jndencode.plan.Sidecar;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the commands that encode a sidecar shot by shot, for any scheduler. */
@Command(
        name = "jobs",
        header = "Prints the commands that encode a sidecar shot by shot, for a scheduler.",
        description = "The commands name the sidecar by the path you give.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class JobsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SidecarArgument plan = new SidecarArgument();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "sh",
            description =
                    "json, sh (a script), lines (for GNU parallel), slurm, k8s (Kubernetes, as JSON), make or spark")
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
            description = "the encoded video (default: beside the source)")
    private @Nullable Path output;

    @Option(
            names = "--program",
            paramLabel = "COMMAND",
            defaultValue = "jnd-encode",
            description = "how jnd-encode is called on the machines (default: ${DEFAULT-VALUE})")
    private String program = "jnd-encode";

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    JobsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        Sidecar sidecar = plan.read();
        Path video = output != null
                ? output
                : OutputPlace.of(plan.source(sidecar), sidecar.target(), null, false)
                        .video();
        Path folder = segments != null ? segments : video.resolveSibling(video.getFileName() + ".segments");
        if (program.isBlank()) {
            throw new JndException.Usage("--program needs the command that starts jnd-encode");
        }
        JobList jobs = JobList.of(sidecar, new JobList.Layout(List.of(program), plan.file(), folder, video));
        console.data(format.text(jobs));
        return 0;
    }
}
