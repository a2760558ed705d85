package io.jndencode.farm;

/** What a runner tells of its commands while they run. */
public sealed interface FarmEvent {
    /** The command's place in the list that was handed over, from 0. */
    int index();

    /** The machine it ran on. */
    String host();

    /**
     * A command is done.
     *
     * @param seconds it took there, with everything the runner adds
     */
    record Done(int index, String host, double seconds) implements FarmEvent {}

    /** An attempt at a command failed or its machine was lost; it is tried again elsewhere if attempts are left. */
    record Lost(int index, String host, int attempt) implements FarmEvent {}
}
