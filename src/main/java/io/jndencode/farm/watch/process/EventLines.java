package io.jndencode.farm.watch.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines of a process's output, read by a thread of its own: a process that stops in the middle of one blocks nobody else. */
final class EventLines {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(1000);
    private volatile boolean complete;

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
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.put(line);
            }
        } catch (IOException e) { // the process was ended
            complete = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        complete = true;
    }

    /** The next line; null where none came in that time. */
    @Nullable
    String next(long millis) throws InterruptedException {
        return lines.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** Whether there will be no more. */
    boolean ended() {
        return complete && lines.isEmpty();
    }
}
