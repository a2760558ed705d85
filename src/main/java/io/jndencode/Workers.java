package io.jndencode;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends threads that use native objects, before those objects are freed. */
public final class Workers {
    /** A step of native work, one inference or one encoded frame, takes far less. */
    private static final int PATIENCE_MINUTES = 2;

    private Workers() {}

    /**
     * Interrupts the threads and returns when none runs any more, even if the caller itself is interrupted: it is just then that
     * freeing a model or a decoder too early would crash the process. The caller's interrupt stays set.
     */
    public static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    if (!threads.awaitTermination(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                        throw new IllegalStateException("native work does not end");
                    }
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
