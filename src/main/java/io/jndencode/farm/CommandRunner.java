package io.jndencode.farm;

import io.jndencode.farm.spark.RemoteCommand;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Runs command lines somewhere, several at once. Several threads may use it: their commands share its places, in the order in which they were
 * handed in.
 */
public interface CommandRunner extends AutoCloseable {
    /** Commands that were handed in together. */
    interface Batch {
        /**
         * Returns when all of them are done.
         *
         * @throws io.jndencode.JndException.Encode if a command failed for good, with its message; the others do not run any more
         * @throws io.jndencode.JndException.Interrupted if the thread was interrupted
         */
        void await();
    }

    /**
     * Starts all commands in the order of the list, and does not wait for them; a runner that can do but one thing at a time may.
     *
     * @param listener receives the events of each, possibly on another thread
     */
    Batch start(List<RemoteCommand> commands, Consumer<FarmEvent> listener);

    /** Does the same as {@link #start}, and returns when all are done, as {@link Batch#await} does. */
    default void run(List<RemoteCommand> commands, Consumer<FarmEvent> listener) {
        start(commands, listener).await();
    }

    /** Returns how many commands run at once; empty if that is not known. */
    default OptionalInt places() {
        return OptionalInt.empty();
    }

    /** Ends the commands that still run. */
    @Override
    void close();
}
