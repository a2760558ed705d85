package io.jndencode.farm;

import io.jndencode.farm.spark.RemoteCommand;
import java.util.List;
import java.util.function.Consumer;

/** Runs command lines somewhere, several at once. Used by one thread. */
public interface CommandRunner extends AutoCloseable {
    /**
     * Runs all of them, starting them in the order of the list, and returns when all are done.
     *
     * @param listener told of each, from another thread possibly
     * @throws io.jndencode.JndException.Encode if one failed for good, with what it said
     * @throws io.jndencode.JndException.Interrupted if the thread was interrupted; what runs is ended
     */
    void run(List<RemoteCommand> commands, Consumer<FarmEvent> listener);

    @Override
    void close();
}
