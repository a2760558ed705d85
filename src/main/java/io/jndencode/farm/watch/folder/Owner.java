package io.jndencode.farm.watch.folder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Identifies a process so that others can tell whether it still runs.
 *
 * @param host name of the machine, for people
 * @param kernel identifies the boot of the system and the PID namespace, within which a process number is unambiguous
 * @param pid its process number
 * @param started start time, in milliseconds since 1970; 0 where not known
 */
record Owner(String host, String kernel, long pid, long started) {
    /** Returns this process. */
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
        } catch (IOException e) { // not Linux: the host must do
            return thisHost();
        }
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    List<String> lines() {
        return List.of(host, kernel, String.valueOf(pid), String.valueOf(started));
    }

    /** Returns whether the process is known to have ended; nothing is known about processes of other machines. */
    boolean hasEnded(Owner asker) {
        return kernel.equals(asker.kernel)
                && ProcessHandle.of(pid)
                        .filter(process -> process.isAlive() && (started == 0 || started(process) == started))
                        .isEmpty();
    }
}
