package io.jndencode.farm.watch.process;

import io.jndencode.file.Trees;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells whether an encode makes progress: by its events, and between events by the data it has written to the disk. */
final class Heartbeat {
    private static final long LOOK_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long PIPE_NANOS = Duration.ofSeconds(2).toNanos();

    private final Path folder;
    private final EncodeProcess.Limits limits;
    private final long begun = System.nanoTime();
    private long last = begun;
    private long looked = begun;
    private long bytes;

    Heartbeat(Path folder, EncodeProcess.Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** Records an event. */
    void beat() {
        last = System.nanoTime();
    }

    /** Returns whether the last event is so long ago that none can be expected from a dead process. */
    boolean outlived() {
        return System.nanoTime() - last > PIPE_NANOS;
    }

    /** Returns why the encode must be ended, null to go on. */
    @Nullable
    String objection() {
        long now = System.nanoTime();
        if (!limits.whole().isZero() && now - begun > limits.whole().toNanos()) {
            return "it was not done after %s seconds, the limit of --time-limit".formatted(text(limits.whole()));
        }
        if (now - last > Math.min(LOOK_NANOS, limits.silence().toNanos()) && now - looked > LOOK_NANOS / 5) {
            looked = now;
            long there = Trees.bytes(folder);
            if (there != bytes) {
                bytes = there;
                last = now;
            }
        }
        return now - last > limits.silence().toNanos()
                ? "it made no progress for %s seconds, the limit of --stall".formatted(text(limits.silence()))
                : null;
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? String.valueOf(duration.toSeconds())
                : String.valueOf(duration.toMillis() / 1000.0);
    }
}
