package io.jndencode.cli;

import io.jndencode.JndException;
import io.jndencode.farm.OwnProgram;
import io.jndencode.farm.watch.DropFolder;
import io.jndencode.farm.watch.WatchMetrics;
import io.jndencode.farm.watch.Watcher;
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

/** Encodes what is dropped into a folder. */
@Command(
        name = "watch",
        header = "Encodes every file that appears in a folder, until it is stopped.",
        description = {
            "",
            "Each file is encoded once it has stopped growing, in a process of its own; the encode goes to DIR/encoded, the"
                    + " source to DIR/done, or to DIR/failed with a text that says why. Options of the main job follow --:",
            "  jnd-encode watch DIR -- --target JND2 --preset streaming",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class WatchCommand implements Callable<Integer> {
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
            names = "--metrics",
            paramLabel = "PORT",
            defaultValue = "-1",
            description =
                    "serve /metrics (Prometheus) and /health on this port of the loopback interface; 0: a free one")
    private int metricsPort;

    @Mixin
    private CommonOptions common = new CommonOptions();

    WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        if (settle < 0 || interval <= 0) {
            throw new JndException.Usage("--settle must be 0 or more and --interval more than 0");
        }
        DropFolder.Places usual = DropFolder.Places.inside(folder);
        DropFolder.Places places = new DropFolder.Places(
                folder,
                encoded == null ? usual.encoded() : encoded,
                done == null ? usual.done() : done,
                failed == null ? usual.failed() : failed);
        Watcher.Orders orders = new Watcher.Orders(
                places, OwnProgram.command(), options, seconds(settle), seconds(interval), once, metricsPort);
        Watcher.Tally tally = new Watcher(orders, new WatchMetrics(), this::tell).run();
        return tally.failed() > 0 && once ? 5 : 0;
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
                    + (watching.metricsPort() < 0 ? "" : ", metrics on port " + watching.metricsPort()));
        } else if (event instanceof Watcher.Event.Started started) {
            console.say("encoding " + started.file());
        } else if (event instanceof Watcher.Event.Encoded encodedFile) {
            console.say(String.format(
                    Locale.ROOT,
                    "encoded %s: %.1f MB -> %.1f MB in %.1f s",
                    encodedFile.file(),
                    encodedFile.sourceBytes() / 1e6,
                    encodedFile.outputBytes() / 1e6,
                    encodedFile.seconds()));
        } else if (event instanceof Watcher.Event.Failed failure) {
            console.say("failed " + failure.file() + ": " + failure.message());
        }
    }
}
