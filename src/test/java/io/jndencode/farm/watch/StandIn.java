package io.jndencode.farm.watch;

import io.jndencode.farm.watch.folder.WatchPlaces;
import io.jndencode.farm.watch.page.WatchMetrics;
import io.jndencode.farm.watch.process.WatchProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A watcher over a folder whose encodes are made by a shell script: in a moment, and as well or badly as a test wants. */
final class StandIn {
    /** Copies its last word to the folder that follows {@code -o}, and says so. */
    static final String COPY = """
        for word in "$@"; do case $before in -o) to=$word ;; esac; before=$word; done
        cp "$word" "$to${word##*/}.out.mp4"
        echo '{"type":"done","sourceBytes":1000,"outputBytes":750}'
        """;

    private final Path drop;
    private final Path script;
    private Watcher.Times times = new Watcher.Times(
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ZERO,
            Duration.ofMillis(500));
    private boolean followLinks;
    private final List<Watcher.Event> events = Collections.synchronizedList(new ArrayList<>());
    private final WatchMetrics metrics = new WatchMetrics();

    /** Over a folder, with what the script does. */
    StandIn(Path drop, String body) throws IOException {
        this.drop = drop;
        this.script = drop.resolveSibling(drop.getFileName() + ".sh");
        Files.createDirectories(drop);
        Files.writeString(script, "before=\n" + body);
    }

    StandIn settle(int millis) {
        times = new Watcher.Times(
                Duration.ofMillis(millis),
                times.interval(),
                times.incomplete(),
                times.stall(),
                times.whole(),
                times.look());
        return this;
    }

    StandIn limits(Duration incomplete, Duration stall, Duration whole) {
        times = new Watcher.Times(times.settle(), times.interval(), incomplete, stall, whole, times.look());
        return this;
    }

    /** Encodes and their sources are looked at when the script says a line, and when it has ended, but not between. */
    StandIn looksWhenToldOnly() {
        times = new Watcher.Times(
                times.settle(),
                times.interval(),
                times.incomplete(),
                Duration.ofHours(1),
                times.whole(),
                Duration.ofHours(1));
        return this;
    }

    StandIn followLinks() {
        followLinks = true;
        return this;
    }

    List<Watcher.Event> events() {
        return events;
    }

    WatchMetrics metrics() {
        return metrics;
    }

    /** Until nothing is left. */
    Watcher.Tally run() {
        Watcher.Orders orders = new Watcher.Orders(
                WatchPlaces.inside(drop),
                new WatchProgram(List.of("/bin/sh", script.toString()), List.of(), false),
                times,
                true,
                followLinks,
                null);
        return new Watcher(orders, metrics, events::add).run();
    }
}
