package io.jndencode.cli.farm;

import io.jndencode.ExitCode;
import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.encode.MainJobOptions;
import io.jndencode.cli.options.ChecksArguments;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.farm.OwnProgram;
import io.jndencode.farm.watch.Watcher;
import io.jndencode.farm.watch.folder.WatchPlaces;
import io.jndencode.farm.watch.page.PageAddress;
import io.jndencode.farm.watch.page.WatchMetrics;
import io.jndencode.farm.watch.process.WatchProgram;
import io.jndencode.text.ByteCount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Encodes files dropped into a folder. */
@Command(
        name = "watch",
        header = "Encodes every file that appears in a folder, until it is stopped.",
        description = {
            "",
            "Each file is encoded once it is complete, in a process of its own; the encode goes to DIR/encoded, the"
                    + " source to DIR/done, or to DIR/failed with a text that says why. Several machines may watch one"
                    + " folder. Options of the main job follow --:",
            "  jnd-encode watch DIR -- --target JND2 --preset streaming",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class WatchCommand implements Callable<Integer>, ChecksArguments {
    /** A changed file or a hanging encode is noticed within this time. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final double PATIENCE = 600;
    private static final double PATIENCE_ONCE = 30;

    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "the folder to watch")
    private Path folder = Path.of("");

    @Parameters(index = "1..*", paramLabel = "OPTION", hidden = true)
    private List<String> options = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "where the encodes go (default: DIR/encoded)")
    private @Nullable Path encoded;

    @Option(names = "--done", paramLabel = "DIR", description = "where encoded sources go (default: DIR/done)")
    private @Nullable Path done;

    @Option(names = "--failed", paramLabel = "DIR", description = "where the others go (default: DIR/failed)")
    private @Nullable Path failed;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "how long a file must not have changed (default: ${DEFAULT-VALUE})")
    private double settle;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "time between looks (default: ${DEFAULT-VALUE})")
    private double interval;

    @Option(names = "--once", description = "end when the folder is empty")
    private boolean once;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description =
                    "how long to wait for the rest of a file that its container says is longer (default: 600, with"
                            + " --once 30)")
    private @Nullable Double patience;

    @Option(
            names = "--stall",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "an encode that makes no progress for so long has failed (default: ${DEFAULT-VALUE})")
    private double stall;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "an encode that takes longer has failed (default: no limit)")
    private double timeLimit;

    @Option(
            names = "--follow-links",
            description = "take links in the folder for what they lead to (default: they are left alone)")
    private boolean followLinks;

    @Option(names = "--report", description = "make a page about each encode too, beside it")
    private boolean report;

    @Option(
            names = "--metrics",
            paramLabel = "[ADDRESS:]PORT",
            description =
                    "serve a status page, /metrics (Prometheus) and /health at this port, of the loopback interface"
                            + " unless an address is given; 0: a free one")
    private @Nullable String metrics;

    @Option(
            names = "--metrics-name",
            paramLabel = "NAME",
            description =
                    "a name under which the pages are reached, may be repeated; requests for other names are refused")
    private List<String> metricsNames = List.of();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkArguments() {
        if (!(settle >= 0) || !(interval > 0)) {
            throw new JndException.Usage("--settle must be 0 or more and --interval more than 0");
        }
        if (!(stall > 0) || !(timeLimit >= 0) || (patience != null && !(patience >= 0))) {
            throw new JndException.Usage("--stall must be more than 0, --time-limit and --patience 0 or more");
        }
        if (metrics != null) {
            PageAddress.parse(metrics, metricsNames);
        }
        WatchedOptions.check(options, console);
        MainJobOptions.check(options, console);
    }

    @Override
    public Integer call() {
        common.apply();
        Watcher.Tally tally = new Watcher(orders(), new WatchMetrics(), this::tell).run();
        return (tally.failed() > 0 && once ? ExitCode.ENCODE : ExitCode.DONE).code();
    }

    private Watcher.Orders orders() {
        WatchPlaces usual = WatchPlaces.inside(folder);
        WatchPlaces places = new WatchPlaces(
                folder,
                encoded == null ? usual.encoded() : encoded,
                done == null ? usual.done() : done,
                failed == null ? usual.failed() : failed);
        WatchedOptions.check(places);
        double rest = patience != null ? patience : once ? PATIENCE_ONCE : PATIENCE;
        return new Watcher.Orders(
                places,
                new WatchProgram(OwnProgram.command(), options, report),
                new Watcher.Times(
                        seconds(settle), seconds(interval), seconds(rest), seconds(stall), seconds(timeLimit), LOOK),
                once,
                followLinks,
                metrics == null ? null : PageAddress.parse(metrics, metricsNames));
    }

    private static Duration seconds(double value) {
        return Duration.ofMillis(Math.round(value * 1000));
    }

    private void tell(Watcher.Event event) {
        if (common.quiet() && !(event instanceof Watcher.Event.Failed)) {
            return;
        }
        if (event instanceof Watcher.Event.Watching watching) {
            console.say("watching " + watching.folder()
                    + (watching.port() < 0 ? "" : ", metrics on port " + watching.port()));
        } else if (event instanceof Watcher.Event.Started started) {
            console.say("encoding " + started.file());
        } else if (event instanceof Watcher.Event.Encoded encodedFile) {
            console.say(String.format(
                    Locale.ROOT,
                    "encoded %s: %s -> %s in %.1f s",
                    encodedFile.file(),
                    ByteCount.of(encodedFile.sourceBytes()),
                    ByteCount.of(encodedFile.outputBytes()),
                    encodedFile.seconds()));
        } else if (event instanceof Watcher.Event.Kept kept) {
            console.say(String.format(
                    Locale.ROOT, "kept %s as it is: an encode saves too little (%.1f s)", kept.file(), kept.seconds()));
        } else if (event instanceof Watcher.Event.Failed failure) {
            console.say("failed " + failure.file() + ": " + failure.message());
        } else if (event instanceof Watcher.Event.Dropped dropped) {
            console.say("dropped the encode of " + dropped.file() + ": " + dropped.why());
        } else if (event instanceof Watcher.Event.Left left) {
            console.say("left alone: " + left.file() + " " + left.why());
        }
    }
}
