package io.jndencode.farm.watch.process;

import java.util.concurrent.TimeUnit;

/** Ends processes together with those they started. */
final class Ended {
    /** Exit code reported for a process that had to be ended, the one of a killed process. */
    static final int STOPPED = 137;

    /** How long to wait for the system after a kill; a process stuck on a dead disk never goes away. */
    static final int KILL_SECONDS = 5;

    /** Enough for an encoder, which ends within a frame of the signal, to tidy up its files. */
    private static final int ORDER_SECONDS = 20;

    /** A process that hangs has little to tidy up. */
    private static final int STUCK_SECONDS = 5;

    private Ended() {}

    /** Asks a process to end, so that it can tidy up its files, and kills it if it does not. */
    static void inOrder(Process process) {
        end(process, ORDER_SECONDS);
    }

    /** Does the same for a process that hangs: it is gone, or as good as gone, within ten seconds. */
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
