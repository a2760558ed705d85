package io.jndencode.farm.watch.page;

import io.jndencode.farm.watch.folder.DropFolder;
import io.jndencode.farm.watch.process.EncodeProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of a watched folder for people: what is waiting and why, what is running, what has ended since the start.
 * Safe for several threads.
 */
public final class WatchBoard {
    /** Limit on the ended encodes shown; older ones are in their folders. */
    private static final int MOST_ENDED = 100;

    private static final String NO_REASON = "";

    private final Deque<Ended> ended = new ArrayDeque<>();
    private Map<String, String> waiting = new LinkedHashMap<>();
    private List<Waiting> left = List.of();
    private @Nullable Running running;
    private int count;

    /** A file that is not encoded yet or will not be, and why. */
    record Waiting(String name, String why) {}

    /**
     * The running encode.
     *
     * @param part the fraction done, 0 to 1
     * @param secondsLeft negative while unknown
     */
    record Running(String name, Instant since, double part, long secondsLeft) {}

    /**
     * An encode that has ended.
     *
     * @param number number of the encode, from 1
     * @param outcome the sizes, if it was encoded
     * @param message the reason for a failure, empty if there was none
     * @param report report about the job, if one was requested
     */
    record Ended(
            int number,
            String name,
            Instant at,
            EncodeProcess.Ending outcome,
            double seconds,
            String message,
            @Nullable Path report) {}

    /** A snapshot of the board. */
    record View(List<Waiting> waiting, @Nullable Running running, List<Ended> ended, List<Waiting> left) {}

    public synchronized void looked(Collection<Path> files, List<DropFolder.Left> others) {
        Map<String, String> now = new LinkedHashMap<>();
        files.forEach(file -> now.put(name(file), waiting.getOrDefault(name(file), NO_REASON)));
        waiting = now;
        left = others.stream()
                .map(one -> new Waiting(name(one.file()), one.why()))
                .toList();
    }

    public synchronized void waits(Path file, String why) {
        waiting.put(name(file), why);
    }

    public synchronized void runs(Path file, Instant since, double part, long secondsLeft) {
        running = new Running(name(file), since, part, secondsLeft);
    }

    /** Records that the encode no longer runs. */
    public synchronized void stopped() {
        running = null;
    }

    public synchronized void ended(Path file, EncodeProcess.Ending ending, double seconds, @Nullable Path report) {
        String message = ending.encoded() ? "" : ending.message();
        ended.addFirst(new Ended(++count, name(file), Instant.now(), ending, seconds, message, report));
        if (ended.size() > MOST_ENDED) {
            ended.removeLast();
        }
        running = null;
    }

    synchronized View view() {
        List<Waiting> all = waiting.entrySet().stream()
                .filter(one -> running == null || !one.getKey().equals(running.name()))
                .map(one -> new Waiting(one.getKey(), why(one.getValue())))
                .toList();
        return new View(all, running, List.copyOf(ended), left);
    }

    private String why(String reason) {
        if (!reason.equals(NO_REASON)) {
            return reason;
        }
        return running == null ? "seen just now" : running.name() + " comes first";
    }

    /** Returns the report of an encode that is still on the board. */
    synchronized Optional<Path> report(String number) {
        return ended.stream()
                .filter(one -> String.valueOf(one.number()).equals(number) && one.report() != null)
                .map(Ended::report)
                .findFirst();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
