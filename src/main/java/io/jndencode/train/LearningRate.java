package io.jndencode.train;

/**
 * The step size over a run.
 *
 * @param base step size at the start (after the warm-up)
 * @param decay how it falls
 * @param warmup steps over which it rises from nothing
 */
public record LearningRate(double base, Decay decay, int warmup) {
    /** How the step size falls over a run. */
    public enum Decay {
        /** Constant, as in the reference implementation. */
        NONE,
        /** Half a cosine, down to a fiftieth. */
        COSINE
    }

    public LearningRate {
        if (!(base > 0) || warmup < 0) {
            throw new IllegalArgumentException("not a learning rate: " + base + " with warm-up " + warmup);
        }
    }

    /** Returns the rate of a step, counted from 0, in a run of {@code steps} steps. */
    public double at(long step, long steps) {
        double rate = base;
        if (decay == Decay.COSINE) {
            double done = Math.min(1, (double) step / Math.max(1, steps));
            rate = base * (0.02 + 0.98 * 0.5 * (1 + Math.cos(Math.PI * done)));
        }
        return step < warmup ? rate * (step + 1) / warmup : rate;
    }
}
