package io.jndencode.farm.watch;

import io.jndencode.JndException;
import io.jndencode.farm.watch.folder.ContainerLength;
import io.jndencode.farm.watch.folder.DropFolder;
import io.jndencode.farm.watch.folder.SettledFiles;
import io.jndencode.farm.watch.folder.WatchPlaces;
import io.jndencode.farm.watch.folder.Writers;
import io.jndencode.farm.watch.page.MetricsPage;
import io.jndencode.farm.watch.page.PageAddress;
import io.jndencode.farm.watch.page.WatchBoard;
import io.jndencode.farm.watch.page.WatchMetrics;
import io.jndencode.farm.watch.process.WatchProgram;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes files that appear in a drop folder, one file after the other, until the thread is interrupted. Several
 * watchers, also on several machines, may watch the same folder.
 *
 * <p>Every encode is a process of its own: one that crashes or hangs affects only its own file.
 */
public final class Watcher {
    private final Orders orders;
    private final WatchMetrics metrics;
    private final WatchBoard board = new WatchBoard();
    private final Consumer<Event> listener;
    private final Set<Path> told = new HashSet<>();

    /**
     * Times that control watching.
     *
     * @param settle how long a file must stay unchanged to be taken as complete
     * @param interval time between scans of the folder
     * @param incomplete how long a file may stay in the folder while its container says that data is missing
     * @param stall how long an encode may make no progress
     * @param whole how long an encode may take; zero for no limit
     * @param look how often an encode and its source are checked
     */
    public record Times(
            Duration settle, Duration interval, Duration incomplete, Duration stall, Duration whole, Duration look) {}

    /**
     * What to watch, and how.
     *
     * @param places the folders
     * @param once whether to end when nothing is left instead of waiting for more
     * @param followLinks whether links in the drop folder are followed
     * @param page address at which status pages are served, null for none
     */
    public record Orders(
            WatchPlaces places,
            WatchProgram program,
            Times times,
            boolean once,
            boolean followLinks,
            @Nullable PageAddress page) {
        LinkOption[] links() {
            return followLinks ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        }
    }

    /** Events while watching. */
    public sealed interface Event {
        /** The folder is now watched; {@code port} is negative if there is no page. */
        record Watching(Path folder, int port) implements Event {}

        record Started(Path file) implements Event {}

        record Encoded(Path file, long sourceBytes, long outputBytes, double seconds) implements Event {}

        /** Nothing is encoded, because too little would be saved; the source is moved like those that were. */
        record Kept(Path file, double seconds) implements Event {}

        record Failed(Path file, String message) implements Event {}

        /** The file was changed during its encode, or another watcher has taken it over: the result is discarded. */
        record Dropped(Path file, String why) implements Event {}

        /** Something in the folder that is ignored; reported once. */
        record Left(Path file, String why) implements Event {}
    }

    /** The number of files encoded, and of those that failed. */
    public record Tally(int encoded, int failed) {
        Tally plus(Tally other) {
            return new Tally(encoded + other.encoded, failed + other.failed);
        }
    }

    public Watcher(Orders orders, WatchMetrics metrics, Consumer<Event> listener) {
        this.orders = orders;
        this.metrics = metrics;
        this.listener = listener;
    }

    /**
     * Watches the folder.
     *
     * @throws JndException.Interrupted if the thread is interrupted during an encode; interrupting it while it waits
     *     ends watching normally
     */
    public Tally run() {
        Path drop = orders.places().drop();
        DropFolder folder = DropFolder.open(orders.places(), orders.links());
        if (orders.page() == null) {
            listener.accept(new Event.Watching(drop, -1));
            return watch(folder);
        }
        Duration longest = orders.times().interval().multipliedBy(10).plusSeconds(30);
        try (MetricsPage page = new MetricsPage(orders.page(), drop, metrics, board, longest)) {
            listener.accept(new Event.Watching(drop, page.port()));
            return watch(folder);
        }
    }

    private Tally watch(DropFolder folder) {
        SettledFiles settled = new SettledFiles(orders.times().settle(), orders.links());
        WatchedJob jobs = new WatchedJob(orders, folder, metrics, board, listener);
        Tally tally = new Tally(0, 0);
        while (true) {
            DropFolder.Look look = folder.look();
            List<Path> ready = settled.of(look.files(), Instant.now());
            metrics.looked(look.files().size(), System.currentTimeMillis());
            board.looked(look.files(), look.left());
            look.left().stream()
                    .filter(left -> told.add(left.file()))
                    .forEach(left -> listener.accept(new Event.Left(left.file(), left.why())));
            Optional<Tally> done = first(ready, jobs, settled);
            tally = tally.plus(done.orElse(new Tally(0, 0)));
            if (done.isEmpty() && ((orders.once() && look.files().isEmpty()) || !waited())) {
                return tally;
            }
        }
    }

    /** Encodes the first settled file that is complete and ours; empty if there is none. */
    private Optional<Tally> first(List<Path> ready, WatchedJob jobs, SettledFiles settled) {
        for (Path file : ready) {
            Optional<String> writer = Writers.of(file);
            Optional<String> missing = writer.isPresent() ? Optional.empty() : ContainerLength.missing(file);
            if (writer.isPresent()) {
                board.waits(file, "it is open for writing by " + writer.get());
                continue;
            }
            boolean patient = settled.age(file, Instant.now())
                            .compareTo(
                                    orders.times().settle().plus(orders.times().incomplete()))
                    < 0;
            if (missing.isPresent() && patient) {
                board.waits(file, "it is not complete: " + missing.get());
                continue;
            }
            Optional<Tally> done = taken(file, missing, jobs);
            if (done.isPresent()) {
                return done;
            }
        }
        return Optional.empty();
    }

    private Optional<Tally> taken(Path file, Optional<String> missing, WatchedJob jobs) {
        try {
            return jobs.run(file, missing);
        } catch (IOException e) {
            throw new JndException.Encode(
                    "cannot claim " + file + " in " + orders.places().drop() + ": " + e.getMessage(), e);
        }
    }

    /** Waits for the next scan; returns false when it is time to end. */
    private boolean waited() {
        try {
            Thread.sleep(orders.times().interval().toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
