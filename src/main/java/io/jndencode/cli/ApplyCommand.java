package io.jndencode.cli;

import io.jndencode.encode.ApplyJob;
import io.jndencode.encode.ApplyRequest;
import io.jndencode.encode.EncodePipeline;
import io.jndencode.plan.Sidecar;
import io.jndencode.plan.SidecarFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Encodes from sidecars. */
@Command(
        name = "apply",
        header = "Encodes a video as its sidecar says, which a person may have edited.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ApplyCommand implements Callable<Integer>, ChecksArguments {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "SIDECAR", description = "the sidecars")
    private List<Path> sidecars = List.of();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--sidecar",
            paramLabel = "FILE",
            description = "where the sidecar with the results goes (default: the sidecar read is brought up to date)")
    private @Nullable Path result;

    @Mixin
    private ReportOption report = new ReportOption();

    @Mixin
    private WorkOptions work = new WorkOptions();

    @Mixin
    private CheckOptions check = new CheckOptions();

    @Mixin
    private KeepOptions keep = new KeepOptions();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    ApplyCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkArguments() {
        keep.check();
        check.checks(report.asked());
        work.work();
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        boolean several = sidecars.size() > 1;
        Inputs.check(several, output, result != null || report.asked());
        Batch batch = new Batch(console, progress, common, several);
        sidecars.forEach(file -> apply(file, batch));
        return batch.finish();
    }

    private void apply(Path file, Batch batch) {
        batch.run(file, () -> {
            Sidecar sidecar = SidecarFile.read(file);
            Path source = ApplyJob.source(sidecar, file);
            boolean folder = output.folder(sidecars.size() > 1);
            OutputPlace place = OutputPlace.of(source, sidecar.target(), output.output(), folder);
            EncodePipeline.check(sidecar.encoder().choice(), place.video());
            VideoTask task = new VideoTask(source, place.video(), result == null ? file : result);
            task.sweep();
            if (output.skip() && task.isDone()) {
                return batch.skipped(file, place.video());
            }
            if (folder) {
                place.makeFolder();
            }
            OutputPlace.checkWritable(place.video(), source, output.overwrite() || task.left(place.video()));
            if (result != null) {
                OutputPlace.checkWritable(result, source, output.overwrite() || task.left(result));
            }
            report.check(output.overwrite(), task::left);
            return apply(sidecar, task);
        });
    }

    private Batch.Ending apply(Sidecar sidecar, VideoTask task) {
        Path video = task.result();
        JobView view = JobView.of(
                new JobView.Task(
                        task.input(), video, task.sidecar(), sidecar.target().toString(), sidecar.preset(), null),
                console,
                progress,
                common);
        ApplyRequest request = new ApplyRequest(
                sidecar, task.input(), video, output.overwrite(), work.work(), check.checks(report.asked()));
        return task.finish(
                view,
                files -> new ApplyJob(request, view::on).run(files),
                (outcome, files) -> report.write(task, outcome, ModelFacts.of(sidecar), files),
                new VideoTask.Ending(keep, check));
    }
}
