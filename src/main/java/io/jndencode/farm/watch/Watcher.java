package io.jndencode.farm.watch;

import io.jndencode.JndException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Encodes what appears in a drop folder, one file after the other, until the thread is interrupted.
 *
 * <p>Every encode is a process of its own: one that crashes costs its own file and no other.
 */
public final class Watcher {
    private final Orders orders;
    private final WatchMetrics metrics;
    private final Consumer<Event> listener;

    /**
     * What to do.
     *
     * @param places the folders
     * @param program how jnd-encode is started, see {@link io.jndencode.farm.OwnProgram}
     * @param options of the main job, for every file
     * @param settle how long a file must stay unchanged before it counts as complete
     * @param interval between looks
     * @param once end when nothing is left, instead of waiting for more
     * @param metricsPort of the page with metrics on loopback; negative for none, 0 for a free one
     */
    public record Orders(
            DropFolder.Places places,
            List<String> program,
            List<String> options,
            Duration settle,
            Duration interval,
            boolean once,
            int metricsPort) {
        public Orders {
            program = List.copyOf(program);
            options = List.copyOf(options);
        }
    }

    /** What is told while watching. */
    public sealed interface Event {
        /** The folder is watched; {@code metricsPort} is negative where there is no page. */
        record Watching(Path folder, int metricsPort) implements Event {}

        record Started(Path file) implements Event {}

        record Encoded(Path file, long sourceBytes, long outputBytes, double seconds) implements Event {}

        record Failed(Path file, String message) implements Event {}
    }

    /** How many were encoded, and how many could not be. */
    public record Tally(int encoded, int failed) {}

    public Watcher(Orders orders, WatchMetrics metrics, Consumer<Event> listener) {
        this.orders = orders;
        this.metrics = metrics;
        this.listener = listener;
    }

    /**
     * Watches.
     *
     * @throws JndException.Interrupted when the thread is interrupted, unless it was only waiting: that is how watching ends
     */
    public Tally run() {
        try (DropFolder folder = DropFolder.open(orders.places())) {
            if (orders.metricsPort() < 0) {
                listener.accept(new Event.Watching(orders.places().drop(), -1));
                return watch(folder);
            }
            Duration longest = orders.interval().multipliedBy(10).plusSeconds(30);
            try (MetricsPage page = new MetricsPage(orders.metricsPort(), metrics, longest)) {
                listener.accept(new Event.Watching(orders.places().drop(), page.port()));
                return watch(folder);
            }
        }
    }

    private Tally watch(DropFolder folder) {
        SettledFiles settled = new SettledFiles(orders.settle());
        Tally tally = new Tally(0, 0);
        while (true) {
            List<Path> there = folder.candidates();
            List<Path> ready = settled.of(there, Instant.now());
            metrics.looked(there.size(), System.currentTimeMillis());
            if (!ready.isEmpty()) {
                tally = one(folder, ready.get(0), tally);
            } else if ((orders.once() && there.isEmpty()) || !waited()) {
                return tally;
            }
        }
    }

    private Tally one(DropFolder folder, Path file, Tally tally) {
        listener.accept(new Event.Started(file));
        metrics.progress(0);
        long begun = System.nanoTime();
        EncodeProcess.Ending ending =
                new EncodeProcess(orders.program(), orders.options()).run(file, folder.work(), metrics::progress);
        double seconds = (System.nanoTime() - begun) / 1e9;
        metrics.ended(ending, seconds);
        if (ending.encoded()) {
            folder.done(file);
            listener.accept(new Event.Encoded(file, ending.sourceBytes(), ending.outputBytes(), seconds));
            return new Tally(tally.encoded() + 1, tally.failed());
        }
        if (ending.exitCode() == 130) {
            throw new JndException.Interrupted(
                    "stopped while encoding " + file + "; it is done again at the next start");
        }
        folder.failed(file, ending.message());
        listener.accept(new Event.Failed(file, ending.message()));
        return new Tally(tally.encoded(), tally.failed() + 1);
    }

    /** False when it is time to end. */
    private boolean waited() {
        try {
            Thread.sleep(orders.interval().toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
