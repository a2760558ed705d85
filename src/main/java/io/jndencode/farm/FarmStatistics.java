package io.jndencode.farm;

import io.jndencode.farm.spark.RemoteCommand;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Sums up what runners tell, on whatever thread. */
public final class FarmStatistics {
    private final Set<String> hosts = new TreeSet<>();
    private double work;
    private int lost;
    private double seconds;

    /** Runs commands and notes what it took; the listener is told of each too. */
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

    /** From the first task's start to the last one's end, of all that were run. */
    public double seconds() {
        return seconds;
    }

    /** The sum of the times the tasks took where they ran. */
    public synchronized double work() {
        return work;
    }

    /** Attempts that failed or whose machine was lost. */
    public synchronized int lost() {
        return lost;
    }

    /** The machines that did something. */
    public synchronized Set<String> hosts() {
        return Set.copyOf(hosts);
    }
}
