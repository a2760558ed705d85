package io.jndencode.train.slim;

import io.jndencode.media.CodingCost;
import io.jndencode.train.BatchSource;
import io.jndencode.train.Shuffle;
import io.jndencode.train.data.FeatureStore;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;

/** Batches for the layers after the encoders: stored latents, the trial's figures, levels and weights. */
final class HeadBatches implements BatchSource {
    private final FeatureStore store;
    private final List<Item> items;
    private final int batch;
    private final long seed;
    private final double meanWeight;
    private final ByteBuffer sample;

    /**
     * One picture to learn from.
     *
     * @param picture its place in the store
     * @param levels the three levels
     * @param weight how much it counts
     */
    record Item(int picture, CodingCost trial, List<Double> levels, double weight) {
        Item {
            levels = List.copyOf(levels);
        }
    }

    HeadBatches(FeatureStore store, List<Item> items, int batch, long seed) {
        this.store = store;
        this.items = List.copyOf(items);
        this.batch = batch;
        this.seed = seed;
        this.meanWeight = items.stream().mapToDouble(Item::weight).average().orElseThrow();
        this.sample = store.sampleBuffer();
    }

    @Override
    public int batches() {
        return (items.size() + batch - 1) / batch;
    }

    /** The last batch of an epoch is filled up from the epoch's beginning. */
    @Override
    public void fill(long epoch, int index, Inputs into) {
        int[] order = Shuffle.order(items.size(), seed, epoch);
        SplittableRandom random = Shuffle.random(seed, epoch, index);
        for (int i = 0; i < batch; i++) {
            put(items.get(order[(index * batch + i) % items.size()]), i, random, into);
        }
    }

    private void put(Item item, int place, SplittableRandom random, Inputs into) {
        boolean mirrored = store.contents().mirrored() && random.nextBoolean();
        store.read(store.sample(item.picture(), mirrored), sample);
        FloatBuffer values = sample.asFloatBuffer();
        int size = store.contents().elements();
        int from = 0;
        for (String name : store.contents().names()) {
            into.input(name).put(place * size, values, from, size);
            from += size;
        }
        into.input("trial").put(place * CodingCost.NUMBERS, item.trial().numbers());
        FloatBuffer target = into.input("target");
        for (int level = 0; level < item.levels().size(); level++) {
            target.put(
                    place * item.levels().size() + level,
                    item.levels().get(level).floatValue());
        }
        into.input("weight").put(place, (float) (item.weight() / meanWeight));
    }
}
