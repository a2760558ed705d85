package io.jndencode.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The wish of a person at the keyboard to stop: raised by Ctrl-C, watched by long work.
 *
 * <p>On an interrupt the virtual machine waits, a bounded time, until the work has put its files in order and this is closed;
 * the process then ends with code 130, as shells expect.
 */
final class Cancellation implements AutoCloseable {
    /** An encoder notices within a frame; removing files is quick. */
    private static final int PATIENCE_SECONDS = 20;

    private final AtomicBoolean requested = new AtomicBoolean();
    private final CountDownLatch workEnded = new CountDownLatch(1);

    /** One that listens to the process's interrupt and termination signals. */
    static Cancellation onInterrupt() {
        Cancellation cancellation = new Cancellation();
        Runtime.getRuntime().addShutdownHook(new Thread(cancellation::requestAndWait, "interrupt"));
        return cancellation;
    }

    /** Asks the work to stop; safe from every thread. */
    void request() {
        requested.set(true);
    }

    /** Whether the work should stop. */
    boolean requested() {
        return requested.get();
    }

    /** The work is over, its files are in order. */
    @Override
    public void close() {
        workEnded.countDown();
    }

    private void requestAndWait() {
        if (workEnded.getCount() == 0) {
            return;
        }
        request();
        try {
            workEnded.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
