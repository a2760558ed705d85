package io.jndencode.encode;

import java.util.function.Consumer;

/** A listener that may be called from several threads at once and passes the events on one at a time. */
public final class OneAtATime implements Consumer<Progress> {
    private final Consumer<Progress> listener;

    public OneAtATime(Consumer<Progress> listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void accept(Progress event) {
        listener.accept(event);
    }
}
