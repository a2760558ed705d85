package io.jndencode.cli.encode;

import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.files.Url;
import io.jndencode.job.JobOutcome;
import io.jndencode.job.TextFiles;
import io.jndencode.report.Measuring;
import io.jndencode.report.Report;
import io.jndencode.report.ReportRequest;
import io.jndencode.text.ShellWord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option for a report about a job. */
final class ReportOption {
    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "write a page about the job, with pictures and measured quality (compares every frame)")
    private @Nullable Path page;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    boolean asked() {
        return page != null;
    }

    /** Declares the report file, before any work. */
    void declare(RunFiles run, Predicate<Path> replace) {
        run.writes("the file of --report", page, () -> page != null && replace.test(page));
    }

    /** Writes the report, if one was requested. */
    void write(VideoTask task, JobOutcome outcome, Map<String, String> model, TextFiles files) {
        if (page == null) {
            return;
        }
        List<String> notes = outcome.lostFrames() == 0
                ? List.of()
                : List.of(outcome.lostFrames() + " frames of the source are missing: it is damaged or was cut off.");
        ReportRequest request = new ReportRequest(
                outcome.sidecar(),
                new ReportRequest.Files(task.sidecar(), task.input(), outcome.leftAlone() ? null : task.output()),
                outcome.quality(),
                new ReportRequest.Origin(typed(), model, notes));
        files.write(page, Report.html(Measuring.add(request)));
    }

    /** Returns the command line as a shell takes it, without what may be secret in addresses. */
    private @Nullable String typed() {
        return command == null
                ? null
                : command.root().commandLine().getParseResult().originalArgs().stream()
                        .map(Url::shown)
                        .map(ShellWord::of)
                        .collect(Collectors.joining(" ", "jnd-encode ", ""));
    }
}
