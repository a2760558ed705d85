package io.jndencode.encode;

import java.util.function.Consumer;

/** A listener that several threads may tell things at once, and that hears them one after the other. */
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
