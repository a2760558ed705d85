package io.jndencode.cli.inspect;

import io.jndencode.JndException;
import io.jndencode.Stopwatch;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.InputList;
import io.jndencode.cli.files.ReadsAddresses;
import io.jndencode.cli.files.VideoArgument;
import io.jndencode.cli.options.Candidates;
import io.jndencode.cli.options.ChecksArguments;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.cli.options.ProgressOptions;
import io.jndencode.cli.view.BarState;
import io.jndencode.cli.view.ProgressBar;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.shot.ShotList;
import io.jndencode.shot.ShotListFormat;
import io.jndencode.shot.detect.ShotOptions;
import io.jndencode.shot.detect.ShotScan;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the shots of videos. */
@Command(
        name = "shots",
        header = "Lists the shots of a video as text, CSV, JSON, EDL or OpenTimelineIO.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ShotsCommand implements Callable<Integer>, ChecksArguments {
    private final Console console;

    @Parameters(arity = "0..*", paramLabel = "INPUT", converter = VideoArgument.class, description = "the videos")
    @ReadsAddresses
    private List<Path> inputs = List.of();

    @Mixin
    private InputList list = new InputList();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Candidates.ShotFormats.class,
            defaultValue = "text",
            description = "text, csv, json, edl or otio (default: text)")
    private ShotListFormat format = ShotListFormat.TEXT;

    @Option(
            names = "--min-seconds",
            paramLabel = "T",
            defaultValue = "0.6",
            description = "shortest shot (default: ${DEFAULT-VALUE})")
    private double minSeconds = 0.6;

    @Option(
            names = "--max-frames",
            paramLabel = "N",
            defaultValue = "250",
            description = "longest shot; longer ones are split (default: ${DEFAULT-VALUE})")
    private int maxFrames = 250;

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public ShotsCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkArguments() {
        list.check(inputs, "INPUT");
        options();
    }

    private ShotOptions options() {
        try {
            return new ShotOptions(minSeconds, maxFrames);
        } catch (IllegalArgumentException e) {
            throw new JndException.Usage("--min-seconds and --max-frames do not go: " + e.getMessage(), e);
        }
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        ShotOptions options = options();
        for (MediaInfo info :
                list.paths(inputs, true).stream().map(MediaProbe::probe).toList()) {
            console.data(format.write(scan(info, options)));
        }
        return 0;
    }

    private ShotList scan(MediaInfo info, ShotOptions options) {
        ProgressBar bar = new ProgressBar(console);
        Stopwatch watch = console.stopwatch();
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.defaults())) {
            return new ShotScan(reader, options).run(frames -> {
                if (progress.bar(console)) {
                    bar.draw(new BarState(
                            String.valueOf(info.file().getFileName()),
                            frames,
                            info.video().timing().frames(),
                            "",
                            watch.seconds()));
                }
            });
        } finally {
            bar.clear();
        }
    }
}
