package io.jndencode.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an interrupt of the working thread, and lets it put its files in order before the process ends.
 *
 * <p>The virtual machine's own reaction to the signal is to run its shutdown hooks and exit with code 130, as shells expect;
 * the hook here waits, a bounded time, until the work has ended.
 */
final class Cancellation {
    /** An encoder notices within a frame; removing files is quick. */
    private static final int PATIENCE_SECONDS = 20;

    private final Thread worker;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Cancellation(Thread worker) {
        this.worker = worker;
    }

    /** Listens to the process's interrupt and termination signals on behalf of the calling thread. */
    static Cancellation ofThisThread() {
        Cancellation cancellation = new Cancellation(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(cancellation::interruptAndWait, "interrupt"));
        return cancellation;
    }

    /** The work is over, its files are in order. */
    void workHasEnded() {
        ended.countDown();
    }

    private void interruptAndWait() {
        if (ended.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
