package io.jndencode.farm;

import io.jndencode.farm.spark.RemoteCommand;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Sums up the events of runners; events may arrive on any thread. */
public final class FarmStatistics {
    private final Set<String> hosts = new TreeSet<>();
    private double work;
    private int lost;
    private double seconds;

    /** Runs commands and records their events, passing each on to the listener. */
    public void run(CommandRunner runner, List<RemoteCommand> commands, Consumer<FarmEvent> listener) {
        long begun = System.nanoTime();
        runner.run(commands, event -> {
            note(event);
            listener.accept(event);
        });
        seconds += (System.nanoTime() - begun) / 1e9;
    }

    private synchronized void note(FarmEvent event) {
        if (event instanceof FarmEvent.Done done) {
            work += done.seconds();
            hosts.add(done.host());
        } else {
            lost++;
        }
    }

    /** Returns the seconds from the start of the first task to the end of the last. */
    public double seconds() {
        return seconds;
    }

    /** Returns the sum of the seconds the tasks took on their machines. */
    public synchronized double work() {
        return work;
    }

    /** Returns the number of attempts that failed or lost their machine. */
    public synchronized int lost() {
        return lost;
    }

    /** Returns the machines that completed a task. */
    public synchronized Set<String> hosts() {
        return Set.copyOf(hosts);
    }
}
