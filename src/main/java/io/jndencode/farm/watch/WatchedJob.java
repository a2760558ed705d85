package io.jndencode.farm.watch;

import io.jndencode.ExitCode;
import io.jndencode.JndException;
import io.jndencode.farm.watch.folder.Claims;
import io.jndencode.farm.watch.folder.DropFolder;
import io.jndencode.farm.watch.folder.FileState;
import io.jndencode.farm.watch.page.WatchBoard;
import io.jndencode.farm.watch.page.WatchMetrics;
import io.jndencode.farm.watch.process.EncodeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Handles one file of a watched folder: claims it, has it encoded while it stays unchanged, and moves everything to its
 * place.
 */
final class WatchedJob {
    /** Limit on the attempts: a file that is changed during every encode would keep the others waiting for ever. */
    private static final int MOST_TRIES = 5;

    private static final String CHANGED = "it was changed while it was encoded";

    private final Watcher.Orders orders;
    private final DropFolder folder;
    private final WatchMetrics metrics;
    private final WatchBoard board;
    private final Consumer<Watcher.Event> listener;
    private final Claims claims;
    private final Map<Path, Integer> tries = new HashMap<>();

    WatchedJob(
            Watcher.Orders orders,
            DropFolder folder,
            WatchMetrics metrics,
            WatchBoard board,
            Consumer<Watcher.Event> listener) {
        this.orders = orders;
        this.folder = folder;
        this.metrics = metrics;
        this.board = board;
        this.listener = listener;
        this.claims = new Claims(folder.claims());
    }

    /**
     * Encodes a file, unless another watcher does.
     *
     * @param missing what the file lacks, so that it is not tried; empty for a complete file
     * @return empty if the file is not ours
     */
    Optional<Watcher.Tally> run(Path file, Optional<String> missing) throws IOException {
        Claims.Answer answer = claims.take(file, Instant.now());
        if (answer instanceof Claims.Answer.Theirs theirs) {
            board.waits(file, "it is being encoded by " + theirs.host());
            return Optional.empty();
        }
        Claims.Answer.Ours ours = (Claims.Answer.Ours) answer;
        try {
            FileState state = FileState.of(file, orders.links());
            if (state == null) { // another watcher has just done it
                return Optional.empty();
            }
            return Optional.of(
                    missing.isPresent()
                            ? failed(
                                    file,
                                    EncodeProcess.Ending.NONE.failed(
                                            ExitCode.INPUT.code(),
                                            "it is not complete: " + missing.get() + "; copy it to the folder again"),
                                    0)
                            : encoded(file, state, ours));
        } finally {
            ours.claim().release();
        }
    }

    private Watcher.Tally encoded(Path file, FileState state, Claims.Answer.Ours ours) {
        listener.accept(new Watcher.Event.Started(file));
        Instant since = Instant.now();
        metrics.progress(0);
        board.runs(file, since, 0, -1);
        Path work = folder.work(Claims.key(file), ours.moved());
        long begun = System.nanoTime();
        Follower follower = new Follower(file, state, since, ours.claim());
        EncodeProcess.Ending ending;
        try {
            ending = new EncodeProcess(
                            orders.program(),
                            new EncodeProcess.Limits(
                                    orders.times().stall(),
                                    orders.times().whole(),
                                    orders.times().look()))
                    .run(file, work, follower);
        } finally {
            metrics.progress(-1);
            board.stopped();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        String lost = follower.lost();
        if (lost != null) {
            return dropped(file, work, lost, seconds);
        }
        if (ExitCode.INTERRUPTED.is(ending.exitCode())) {
            throw new JndException.Interrupted(
                    "stopped while encoding " + file + "; its finished shots are kept for the next start");
        }
        return ending.encoded() ? done(file, state, work, ending, seconds) : failed(file, ending, seconds);
    }

    private Watcher.Tally done(Path file, FileState state, Path work, EncodeProcess.Ending ending, double seconds) {
        List<Path> made = folder.publish(work);
        folder.done(file, state);
        Path report = made.stream()
                .filter(one -> one.toString().endsWith(".html"))
                .findFirst()
                .orElse(null);
        metrics.ended(ending, seconds);
        board.ended(file, ending, seconds, report);
        tries.remove(file);
        listener.accept(
                ending.sourceKept()
                        ? new Watcher.Event.Kept(file, seconds)
                        : new Watcher.Event.Encoded(file, ending.sourceBytes(), ending.outputBytes(), seconds));
        return new Watcher.Tally(1, 0);
    }

    private Watcher.Tally failed(Path file, EncodeProcess.Ending ending, double seconds) {
        folder.failed(file, ending.message());
        metrics.ended(ending, seconds);
        board.ended(file, ending, seconds, null);
        tries.remove(file);
        listener.accept(new Watcher.Event.Failed(file, ending.message()));
        return new Watcher.Tally(0, 1);
    }

    /** Discards everything made from a file that has changed; the file is encoded again once it has settled. */
    private Watcher.Tally dropped(Path file, Path work, String why, double seconds) {
        folder.discard(work);
        listener.accept(new Watcher.Event.Dropped(file, why));
        boolean there = FileState.of(file, orders.links()) != null;
        if (there && why.equals(CHANGED) && tries.merge(file, 1, Integer::sum) >= MOST_TRIES) {
            return failed(
                    file,
                    EncodeProcess.Ending.NONE.failed(
                            ExitCode.INPUT.code(),
                            "it was changed each of %d times while it was encoded".formatted(MOST_TRIES)),
                    seconds);
        }
        return new Watcher.Tally(0, 0);
    }

    /** Watches the source and the claim while an encode runs. */
    private final class Follower implements EncodeProcess.Follower {
        private final Path file;
        private final FileState state;
        private final Instant since;
        private final Claims.Claim claim;
        private long beaten = System.nanoTime();
        private @Nullable String lost;

        private Follower(Path file, FileState state, Instant since, Claims.Claim claim) {
            this.file = file;
            this.state = state;
            this.since = since;
            this.claim = claim;
        }

        @Override
        public void progress(double part, long secondsLeft) {
            metrics.progress(part);
            board.runs(file, since, part, secondsLeft);
            objection();
        }

        @Override
        public @Nullable String objection() {
            if (lost == null) {
                lost = look(System.nanoTime() - beaten > Claims.BEAT.toNanos());
            }
            return lost;
        }

        /** Returns why the result must be discarded; null if it is to be kept. */
        @Nullable
        String lost() {
            if (lost == null) {
                lost = look(true);
            }
            return lost;
        }

        private @Nullable String look(boolean beat) {
            if (!Objects.equals(FileState.of(file, orders.links()), state)) {
                return CHANGED;
            }
            if (beat) {
                beaten = System.nanoTime();
                return claim.beat() ? null : "another watcher has taken it over";
            }
            return null;
        }
    }
}
