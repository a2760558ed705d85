package io.jndencode.farm.watch.process;

import java.util.concurrent.TimeUnit;

/** Ends processes, with those they started. */
final class Ended {
    /** The code given to a process that had to be ended: as of one that was killed. */
    static final int STOPPED = 137;

    /** How long to wait for the system once a process is killed; one that hangs in a dead disk never goes. */
    static final int KILL_SECONDS = 5;

    /** An encoder ends within a frame of the signal, and files are quick to put in order. */
    private static final int ORDER_SECONDS = 20;

    /** One that gets nowhere has little to put in order. */
    private static final int STUCK_SECONDS = 5;

    private Ended() {}

    /** Asks it to end, so that it leaves its files in order, and makes it if it does not. */
    static void inOrder(Process process) {
        end(process, ORDER_SECONDS);
    }

    /** The same for one that gets nowhere: it is gone, or as good as gone, in ten seconds. */
    static void withinSeconds(Process process) {
        end(process, STUCK_SECONDS);
    }

    private static void end(Process process, int seconds) {
        var started = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            started.forEach(ProcessHandle::destroyForcibly);
            process.waitFor(KILL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            started.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
