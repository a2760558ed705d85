package io.jndencode.train;

import java.nio.FloatBuffer;

/**
 * Gives the batches of an epoch, any of them at any time: the content of a batch depends only on the seed, the epoch
 * and the index, which makes a resumed run equal to an undisturbed one.
 */
public interface BatchSource {
    /** Returns the number of batches per epoch. */
    int batches();

    /** Writes one batch. */
    void fill(long epoch, int index, Inputs into);

    /** The destination of a batch: the named inputs' own buffers, filled from position 0 to their capacity. */
    @FunctionalInterface
    interface Inputs {
        FloatBuffer input(String name);
    }
}
