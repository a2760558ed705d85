package io.jndencode.train.data;

import io.jndencode.media.BgrImage;
import io.jndencode.train.BatchSource;
import io.jndencode.train.Shuffle;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.data.FrameSamples.Window;
import java.util.SplittableRandom;

/** Batches for networks trained end to end: windows anywhere in the pictures, some mirrored. */
public final class FrameBatches implements BatchSource {
    private final FrameSamples samples;
    private final Window window;
    private final int batch;
    private final TrainOptions.Sampling sampling;

    /**
     * Creates batches of windows.
     *
     * @param window any window of the size wanted
     * @param batch pictures per batch
     */
    public FrameBatches(FrameSamples samples, Window window, int batch, TrainOptions.Sampling sampling) {
        this.samples = samples;
        this.window = window;
        this.batch = batch;
        this.sampling = sampling;
    }

    @Override
    public int batches() {
        return (samples.size() + batch - 1) / batch;
    }

    /** The last batch of an epoch is filled up from the epoch's beginning. */
    @Override
    public void fill(long epoch, int index, Inputs into) {
        int[] order = Shuffle.order(samples.size(), sampling.seed(), epoch);
        SplittableRandom random = Shuffle.random(sampling.seed(), epoch, index);
        BgrImage any = samples.any();
        samples.clear(into);
        for (int i = 0; i < batch; i++) {
            int sample = order[(index * batch + i) % samples.size()];
            samples.put(sample, window.anywhere(random, any, sampling.flips()), into);
        }
    }
}
