package io.jndencode.train;

import java.nio.FloatBuffer;

/**
 * Gives the batches of an epoch, any of them at any time: batch contents depend on the seed, the epoch and the index
 * alone, which is what makes a resumed run equal to an undisturbed one.
 */
public interface BatchSource {
    /** Batches an epoch. */
    int batches();

    /** Writes one batch. */
    void fill(long epoch, int index, Inputs into);

    /** Where a batch is written: the named inputs' own buffers, filled from position 0 to their capacity. */
    @FunctionalInterface
    interface Inputs {
        FloatBuffer input(String name);
    }
}
