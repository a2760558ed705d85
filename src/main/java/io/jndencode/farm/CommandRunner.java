package io.jndencode.farm;

import io.jndencode.farm.spark.RemoteCommand;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Runs command lines somewhere, several at once. To be used by one thread. */
public interface CommandRunner extends AutoCloseable {
    /**
     * Runs all commands, starting them in the order of the list, and returns when all are done.
     *
     * @param listener receives the events of each, possibly on another thread
     * @throws io.jndencode.JndException.Encode if a command failed for good, with its message
     * @throws io.jndencode.JndException.Interrupted if the thread was interrupted; running commands are ended
     */
    void run(List<RemoteCommand> commands, Consumer<FarmEvent> listener);

    /** Returns how many commands run at once; empty if that is not known. */
    default OptionalInt places() {
        return OptionalInt.empty();
    }

    @Override
    void close();
}
