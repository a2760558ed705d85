package io.jndencode;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends threads that use native objects before those objects are freed. */
public final class Workers {
    /** Minutes to wait; one inference or one encoded frame takes far less. */
    private static final int PATIENCE_MINUTES = 2;

    private Workers() {}

    /**
     * Interrupts the threads and returns once all have ended, even if the caller itself is interrupted: freeing a model or a decoder too
     * early would crash the process. The caller's interrupt flag stays set.
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
