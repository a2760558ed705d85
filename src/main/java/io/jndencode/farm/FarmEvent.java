package io.jndencode.farm;

/** Events of commands while a runner runs them. */
public sealed interface FarmEvent {
    /** Returns the command's position in the list passed to the runner, from 0. */
    int index();

    /** Returns the machine it ran on. */
    String host();

    /**
     * A command is done.
     *
     * @param seconds how long it took there, the runner's overhead included
     */
    record Done(int index, String host, double seconds) implements FarmEvent {}

    /** An attempt at a command failed or its machine was lost; it is tried again elsewhere if attempts are left. */
    record Lost(int index, String host, int attempt) implements FarmEvent {}
}
