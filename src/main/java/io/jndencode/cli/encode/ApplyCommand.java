package io.jndencode.cli.encode;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.InputList;
import io.jndencode.cli.files.Inputs;
import io.jndencode.cli.files.OutputKind;
import io.jndencode.cli.files.OutputNames;
import io.jndencode.cli.files.OutputOptions;
import io.jndencode.cli.files.OutputPlace;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CheckOptions;
import io.jndencode.cli.options.ChecksArguments;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.cli.options.KeepOptions;
import io.jndencode.cli.options.ProgressOptions;
import io.jndencode.cli.options.SourceOption;
import io.jndencode.cli.options.WorkOptions;
import io.jndencode.cli.view.BatchEnding;
import io.jndencode.cli.view.JobView;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.file.FileIdentity;
import io.jndencode.job.ApplyJob;
import io.jndencode.job.ApplyRequest;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
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
public final class ApplyCommand implements Callable<Integer>, ChecksArguments {
    private final Console console;

    @Parameters(arity = "0..*", paramLabel = "SIDECAR", description = "the sidecars")
    private List<Path> named = List.of();

    @Mixin
    private InputList list = new InputList();

    private List<Path> sidecars = List.of();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private SourceOption source = new SourceOption();

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
    private SkipOptions skip = new SkipOptions();

    @Mixin
    private KeepOptions keep = new KeepOptions();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public ApplyCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkArguments() {
        list.check(named, "SIDECAR");
        keep.check();
        skip.check();
        check.checks(report.asked());
        work.work();
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        sidecars = list.paths(named, false);
        boolean several = sidecars.size() > 1;
        Inputs.check(several, output, result != null || report.asked() || source.given() != null);
        Batch batch = new Batch(console, progress, common, several);
        List<Order> orders = new ArrayList<>();
        RunFiles files = new RunFiles();
        list.declare(files);
        sidecars.forEach(file -> batch.accepts(file, () -> orders.add(order(file, files))));
        List<Order> ready =
                orders.stream().filter(order -> isReady(order, files, batch)).toList();
        ready.forEach(order -> batch.run(order.file(), () -> apply(order.sidecar(), order.task())));
        return batch.finish();
    }

    /** The work for one sidecar. */
    private record Order(Path file, Sidecar sidecar, VideoTask task, OutputPlace place) {}

    private Order order(Path file, RunFiles files) {
        Sidecar sidecar = SidecarFile.read(file);
        Path video = source.of(sidecar, file);
        files.reads("the input", video).readsVideoOf(sidecar, file);
        boolean folder = output.folder(sidecars.size() > 1);
        OutputPlace place = OutputPlace.of(video, OutputKind.of(sidecar), output.output(), folder)
                .besides(file, output.output());
        EncodePipeline.check(sidecar.encoder().choice(), place.video());
        return new Order(file, sidecar, new VideoTask(video, place.video(), result == null ? file : result), place);
    }

    /** Checks, before any work, whether there is something to do and nothing stands in its way. */
    private boolean isReady(Order order, RunFiles files, Batch batch) {
        VideoTask task = order.task();
        task.sweep();
        if (output.skip() && task.isDone()) {
            batch.skip(order.file(), order.place().video());
            return false;
        }
        return batch.accepts(order.file(), () -> {
            if (output.folder(sidecars.size() > 1)) {
                order.place().makeFolder();
            }
            declare(order, files);
        });
    }

    private void declare(Order order, RunFiles files) {
        VideoTask task = order.task();
        Predicate<Path> replace = file -> output.overwrite() || task.left(file);
        if (FileIdentity.same(task.sidecar(), order.file())) {
            files.writes("the sidecar", order.file(), () -> true);
        } else {
            files.reads("the sidecar", order.file());
            OutputNames.refuseForeign(task.sidecar(), task.input());
            files.writes("the file of --sidecar", task.sidecar(), () -> replace.test(task.sidecar()));
        }
        files.writesWhole(
                "the output",
                order.place().video(),
                () -> replace.test(order.place().video()));
        task.declareWork(files, work.work().tempDir());
        report.declare(files, replace);
    }

    private BatchEnding apply(Sidecar sidecar, VideoTask task) {
        Path video = task.result();
        JobView view = progress.view(
                new JobView.Task(
                        task.input(), video, task.sidecar(), sidecar.target().toString(), sidecar.preset(), null),
                console,
                common);
        ApplyRequest request = new ApplyRequest(
                sidecar,
                task.input(),
                video,
                output.overwrite(),
                work.work(),
                check.checks(report.asked()),
                skip.worthwhile());
        return task.finish(
                view,
                files -> new ApplyJob(request, view::on).run(files),
                (outcome, files) -> report.write(task, outcome, ModelFacts.of(sidecar), files),
                new VideoTask.Ending(keep, check));
    }
}
