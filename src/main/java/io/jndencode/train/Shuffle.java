package io.jndencode.train;

import java.util.SplittableRandom;

/** Seeded orders and draws that can be reproduced for any epoch and batch. */
public final class Shuffle {
    private Shuffle() {}

    /** Returns a permutation of 0..n-1. */
    public static int[] order(int n, long seed, long epoch) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        SplittableRandom random = random(seed, epoch, -1);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    /** Returns the source of random draws for one batch. */
    public static SplittableRandom random(long seed, long epoch, long batch) {
        return new SplittableRandom((seed * 1_000_003 + epoch) * 1_000_003 + batch);
    }
}
