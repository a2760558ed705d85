package io.jndencode.farm;

import io.jndencode.BoundedTasks;
import io.jndencode.JndException;
import io.jndencode.farm.spark.CommandFailed;
import io.jndencode.farm.spark.RemoteCommand;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Runs commands as processes of this machine, without Spark: to try out a farm, or to isolate crashes of native code.
 */
public final class ProcessRunner implements CommandRunner {
    /** The number of attempts Spark makes ({@code spark.task.maxFailures}). */
    private static final int ATTEMPTS = 4;

    private static final String HOST = "localhost";

    private final BoundedTasks tasks;
    private final int places;

    /**
     * Creates a runner.
     *
     * @param places number of processes at once
     */
    public ProcessRunner(int places) {
        this.places = places;
        this.tasks = new BoundedTasks("jnd-process", "the farm was working", places, Integer.MAX_VALUE);
    }

    @Override
    public void run(List<RemoteCommand> commands, Consumer<FarmEvent> listener) {
        for (int i = 0; i < commands.size(); i++) {
            int index = i;
            RemoteCommand command = commands.get(i);
            tasks.submit("command " + command.words().get(0), () -> attempts(index, command, listener));
        }
        tasks.finish();
    }

    private static void attempts(int index, RemoteCommand command, Consumer<FarmEvent> listener) {
        long begun = System.nanoTime();
        for (int attempt = 0; ; attempt++) {
            try {
                command.run();
                listener.accept(new FarmEvent.Done(index, HOST, (System.nanoTime() - begun) / 1e9));
                return;
            } catch (CommandFailed e) {
                listener.accept(new FarmEvent.Lost(index, HOST, attempt));
                if (attempt + 1 == ATTEMPTS) {
                    throw new JndException.Encode("a task failed on the farm: " + e.getMessage(), e);
                }
            } catch (IOException e) {
                throw new JndException.Encode("cannot start " + command.words().get(0) + ": " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new JndException.Interrupted("interrupted while the farm was working");
            }
        }
    }

    @Override
    public OptionalInt places() {
        return OptionalInt.of(places);
    }

    @Override
    public void close() {
        tasks.close();
    }
}
