package io.jndencode.farm.watch.folder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A process as others can tell whether it is still there.
 *
 * @param host for people
 * @param kernel the run of the system and the numbers of processes it belongs to: under one of them a number means one process
 * @param pid its number
 * @param started when it started, in milliseconds since 1970; 0 where not known
 */
record Owner(String host, String kernel, long pid, long started) {
    /** This process. */
    static Owner self() {
        ProcessHandle process = ProcessHandle.current();
        return new Owner(thisHost(), thisKernel(), process.pid(), started(process));
    }

    private static String thisHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown host";
        }
    }

    private static String thisKernel() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException e) { // no Linux: the host must do
            return thisHost();
        }
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    List<String> lines() {
        return List.of(host, kernel, String.valueOf(pid), String.valueOf(started));
    }

    /** Whether it is known to have ended: nothing is known of other machines' processes. */
    boolean hasEnded(Owner asker) {
        return kernel.equals(asker.kernel)
                && ProcessHandle.of(pid)
                        .filter(process -> process.isAlive() && (started == 0 || started(process) == started))
                        .isEmpty();
    }
}
