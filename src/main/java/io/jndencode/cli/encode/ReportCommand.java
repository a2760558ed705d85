package io.jndencode.cli.encode;

import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.OutputNames;
import io.jndencode.cli.files.OutputPlace;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.files.SidecarArgument;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.cli.options.SourceOption;
import io.jndencode.file.FileName;
import io.jndencode.file.TextFile;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.report.Measuring;
import io.jndencode.report.Report;
import io.jndencode.report.ReportRequest;
import io.jndencode.report.ladder.LadderFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the report of a finished job. */
@Command(
        name = "report",
        header = "Writes an HTML page about a job or a ladder.",
        description =
                "About a job from its sidecar, the video and the encode; about a ladder, which the page plays where it"
                        + " is served, from the ladder's folder.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ReportCommand implements Callable<Integer> {
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

    @Mixin
    private SourceOption source = new SourceOption();

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

    public ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        Path file = done.file();
        Optional<Path> ladder = LadderFile.named(file);
        if (ladder.isPresent()) {
            console.result(ladder(ladder.orElseThrow()).toString());
            return 0;
        }
        Sidecar sidecar = done.read();
        Path page = output != null ? output : file.resolveSibling(FileName.of("", OutputPlace.stem(file), ".html"));
        Path video = source.find(sidecar, file).orElse(null);
        Path coded = encode(sidecar, file);
        new RunFiles()
                .reads("the sidecar", file)
                .reads("the video", video)
                .reads("the encode", coded)
                .readsVideoOf(sidecar, file)
                .writes("the page", page, () -> overwrite);
        ReportRequest request = new ReportRequest(
                sidecar,
                new ReportRequest.Files(file, video, coded),
                List.of(),
                new ReportRequest.Origin(null, ModelFacts.of(sidecar), List.of()));
        TextFile.write(page, Report.html(unmeasured ? request : Measuring.add(request)));
        console.result(page.toString());
        return 0;
    }

    private Path ladder(Path record) {
        if (encode != null || unmeasured || source.given() != null) {
            throw new JndException.Usage(
                    "%s is a ladder, whose page is made from its record alone: leave out --source, --encode and --no-measure"
                            .formatted(done.file()));
        }
        return LadderReport.write(record, output, () -> overwrite);
    }

    private @Nullable Path encode(Sidecar sidecar, Path file) {
        if (encode != null) {
            return present(encode);
        }
        if (sidecar.totals() == null) {
            return null;
        }
        return OutputNames.encodes(file, sidecar).stream()
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
