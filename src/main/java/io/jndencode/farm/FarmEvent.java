package io.jndencode.farm;

/** Events of commands while a runner runs them. */
public sealed interface FarmEvent {
    /** Returns the command's position in the list passed to the runner, from 0. */
    int index();

    /** Returns the machine it ran on. */
    String host();

    /** Returns the same event of the command at another position. */
    default FarmEvent at(int position) {
        return this instanceof Lost lost
                ? new Lost(position, lost.host(), lost.attempt())
                : new Done(position, host(), ((Done) this).seconds());
    }

    /**
     * A command is done.
     *
     * @param seconds how long it took there, the runner's overhead included
     */
    record Done(int index, String host, double seconds) implements FarmEvent {}

    /** An attempt at a command failed or its machine was lost; it is tried again elsewhere if attempts are left. */
    record Lost(int index, String host, int attempt) implements FarmEvent {}
}
