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
    private long begun;
    private long ended;

    /** Runs commands and records their events, passing each on to the listener. */
    public void run(CommandRunner runner, List<RemoteCommand> commands, Consumer<FarmEvent> listener) {
        start(runner, commands, listener).await();
    }

    /** Starts commands and records their events, passing each on to the listener. */
    public CommandRunner.Batch start(CommandRunner runner, List<RemoteCommand> commands, Consumer<FarmEvent> listener) {
        begin();
        return runner.start(commands, event -> {
            note(event);
            listener.accept(event);
        });
    }

    private synchronized void begin() {
        begun = begun == 0 ? System.nanoTime() : begun;
        ended = Math.max(ended, begun);
    }

    private synchronized void note(FarmEvent event) {
        ended = System.nanoTime();
        if (event instanceof FarmEvent.Done done) {
            work += done.seconds();
            hosts.add(done.host());
        } else {
            lost++;
        }
    }

    /** Returns the seconds from the start of the first task to the end of the last. */
    public synchronized double seconds() {
        return (ended - begun) / 1e9;
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
