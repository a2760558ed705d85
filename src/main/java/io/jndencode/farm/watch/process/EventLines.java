package io.jndencode.farm.watch.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The output lines of a process, read by a separate thread, so that a process that stops in the middle of a line blocks
 * nobody.
 */
final class EventLines {
    /** The last element is empty. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>(1000);

    private boolean ended;

    private EventLines() {}

    static EventLines of(InputStream in) {
        EventLines events = new EventLines();
        Thread reader = new Thread(() -> events.read(in), "encode-events");
        reader.setDaemon(true);
        reader.start();
        return events;
    }

    private void read(InputStream in) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = line(reader); line != null; line = line(reader)) {
                lines.put(Optional.of(line));
            }
            lines.put(Optional.empty());
        } catch (IOException e) {
            return; // an error on closing adds nothing to the end of the output
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns null at the end, also when the process was ended. */
    private static @Nullable String line(BufferedReader reader) {
        try {
            return reader.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    /** Returns the next line; null if none arrived in time or none will. To be called by one thread. */
    @Nullable
    String next(long millis) throws InterruptedException {
        Optional<String> line = ended ? Optional.empty() : lines.poll(millis, TimeUnit.MILLISECONDS);
        if (line == null) {
            return null;
        }
        ended |= line.isEmpty();
        return line.orElse(null);
    }

    /** Returns whether there will be no more lines. */
    boolean ended() {
        return ended;
    }
}
