package io.jndencode.cli;

import io.jndencode.JndException;
import io.jndencode.plan.Sidecar;
import io.jndencode.plan.TextFile;
import io.jndencode.report.Measuring;
import io.jndencode.report.Report;
import io.jndencode.report.ReportRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the report of a job that is done. */
@Command(
        name = "report",
        header = "Writes an HTML page about a job from its sidecar, the video and the encode.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReportCommand implements Callable<Integer> {
    /** What the encode beside a sidecar may be called. */
    private static final List<String> EXTENSIONS = List.of("mp4", "mkv", "mov", "m4v", "ts");

    private final Console console;

    @Mixin
    private SidecarArgument done = new SidecarArgument();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "the page (default: SIDECAR's name with .html)")
    private @Nullable Path output;

    @Option(
            names = {"-y", "--overwrite"},
            description = "replace a page that exists")
    private boolean overwrite;

    @Option(
            names = "--source",
            paramLabel = "FILE",
            description = "the video that was read (default: as the sidecar says, or beside it)")
    private @Nullable Path source;

    @Option(
            names = "--encode",
            paramLabel = "FILE",
            description = "the encode (default: the video beside the sidecar with its name)")
    private @Nullable Path encode;

    @Option(names = "--no-measure", description = "do not compare the encode with the video: faster, without quality")
    private boolean unmeasured;

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        Path file = done.file();
        Sidecar sidecar = done.read();
        Path page = output != null ? output : file.resolveSibling(OutputPlace.stem(file) + ".html");
        OutputPlace.checkWritable(page, file, overwrite);
        ReportRequest request = new ReportRequest(
                sidecar,
                new ReportRequest.Files(file, source(sidecar), encode(sidecar, file)),
                List.of(),
                new ReportRequest.Origin(null, ModelFacts.of(sidecar), List.of()));
        TextFile.write(page, Report.html(unmeasured ? request : Measuring.add(request)));
        console.result(page.toString());
        return 0;
    }

    /** The video, null where it is gone: the report says so and has no pictures of it. */
    private @Nullable Path source(Sidecar sidecar) {
        if (source != null) {
            return present(source);
        }
        return done.findSource(sidecar).orElse(null);
    }

    private @Nullable Path encode(Sidecar sidecar, Path file) {
        if (encode != null) {
            return present(encode);
        }
        if (sidecar.totals() == null) {
            return null;
        }
        return EXTENSIONS.stream()
                .map(extension -> file.resolveSibling(OutputPlace.stem(file) + "." + extension))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    private static Path present(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new JndException.Input("there is no file " + file);
        }
        return file;
    }
}
