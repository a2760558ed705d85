package io.jndencode.farm;

import io.jndencode.JndException;
import io.jndencode.MachineError;
import io.jndencode.Workers;
import io.jndencode.farm.spark.CommandFailed;
import io.jndencode.farm.spark.RemoteCommand;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands as processes of this machine, without Spark: to try out a farm, or to isolate crashes of native code.
 */
public final class ProcessRunner implements CommandRunner {
    /** The number of attempts Spark makes ({@code spark.task.maxFailures}). */
    private static final int ATTEMPTS = 4;

    private static final String HOST = "localhost";

    private final ExecutorService threads;
    private final int places;

    /**
     * Creates a runner.
     *
     * @param places number of processes at once
     */
    public ProcessRunner(int places) {
        this.places = places;
        this.threads = Executors.newFixedThreadPool(places, work -> new Thread(work, "jnd-process"));
    }

    @Override
    public Batch start(List<RemoteCommand> commands, Consumer<FarmEvent> listener) {
        Processes batch = new Processes(commands.size(), listener);
        for (int i = 0; i < commands.size(); i++) {
            int index = i;
            threads.execute(() -> batch.run(index, commands.get(index)));
        }
        return batch;
    }

    /** Processes that were asked for together: the first that fails for good ends the others. */
    private static final class Processes implements Batch {
        private final Consumer<FarmEvent> listener;
        private final CountDownLatch left;
        private final Set<Thread> running = new HashSet<>();
        private @Nullable RuntimeException failure;

        Processes(int count, Consumer<FarmEvent> listener) {
            this.left = new CountDownLatch(count);
            this.listener = listener;
        }

        void run(int index, RemoteCommand command) {
            try {
                if (begins()) {
                    attempts(index, command);
                }
            } catch (RuntimeException e) {
                fail(e);
            } catch (Error e) {
                fail(MachineError.of(e, "command " + command.words().get(0)));
            } finally {
                ends();
                left.countDown();
            }
        }

        private synchronized boolean begins() {
            running.add(Thread.currentThread());
            return failure == null;
        }

        /** The thread goes on with others' commands, which an interruption of this one must not reach. */
        private synchronized void ends() {
            running.remove(Thread.currentThread());
            Thread.interrupted();
        }

        private synchronized void fail(RuntimeException cause) {
            if (failure == null) {
                failure = cause;
                running.stream()
                        .filter(thread -> thread != Thread.currentThread())
                        .forEach(Thread::interrupt);
            }
        }

        private void attempts(int index, RemoteCommand command) {
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
                    throw new JndException.Encode(
                            "cannot start " + command.words().get(0) + ": " + e.getMessage(), e);
                } catch (InterruptedException e) {
                    throw new JndException.Interrupted("interrupted while the farm was working");
                }
            }
        }

        @Override
        public void await() {
            try {
                left.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                JndException interrupted = new JndException.Interrupted("interrupted while the farm was working");
                fail(interrupted);
                throw interrupted;
            }
            check();
        }

        private synchronized void check() {
            if (failure != null) {
                throw failure;
            }
        }
    }

    @Override
    public OptionalInt places() {
        return OptionalInt.of(places);
    }

    @Override
    public void close() {
        Workers.end(threads);
    }
}
