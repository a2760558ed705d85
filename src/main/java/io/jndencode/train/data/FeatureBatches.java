package io.jndencode.train.data;

import io.jndencode.dataset.LabelledPicture;
import io.jndencode.jnd.JndLevel;
import io.jndencode.train.BatchSource;
import io.jndencode.train.Shuffle;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.TrainOptions.Regularisation;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Batches for the layers after frozen backbones: stored features of pictures, each plain or mirrored in an epoch, with
 * levels and weights.
 *
 * <p>Inputs: the store's features, {@code target} (N, levels), {@code weight} (N, 1) of mean 1 over the data and, with
 * dropout, {@code keep} (N, flattened features): 0 or 1 / (1 - dropout). With mixup (Zhang et al. 2018) each sample is
 * blended with another one, and so are the levels.
 */
public final class FeatureBatches implements BatchSource {
    private final FeatureStore store;
    private final List<LabelledPicture> pictures;
    private final List<JndLevel> levels;
    private final Regularisation regularisation;
    private final int batch;
    private final long seed;
    private final double meanWeight;
    private final ByteBuffer first;
    private final ByteBuffer second;

    public FeatureBatches(
            FeatureStore store, List<LabelledPicture> pictures, List<JndLevel> levels, TrainOptions options) {
        this.store = store;
        this.pictures = List.copyOf(pictures);
        this.levels = List.copyOf(levels);
        this.regularisation = options.regularisation();
        this.batch = options.schedule().micro();
        this.seed = options.sampling().seed();
        this.meanWeight =
                pictures.stream().mapToDouble(LabelledPicture::weight).average().orElseThrow();
        this.first = store.sampleBuffer();
        this.second = store.sampleBuffer();
    }

    @Override
    public int batches() {
        return (pictures.size() + batch - 1) / batch;
    }

    /** One sample of a batch: two pictures and the share of the first. */
    private record Blend(int picture, int other, float share) {}

    @Override
    public void fill(long epoch, int index, Inputs into) {
        int[] order = Shuffle.order(pictures.size(), seed, epoch);
        SplittableRandom random = Shuffle.random(seed, epoch, index);
        for (int i = 0; i < batch; i++) {
            int picture = order[(index * batch + i) % pictures.size()];
            boolean blended = regularisation.mixup() > 0;
            int other = blended ? random.nextInt(pictures.size()) : picture;
            float share = blended ? (float) beta(random, regularisation.mixup()) : 1;
            put(new Blend(picture, other, share), i, random, into);
        }
        if (regularisation.dropout() > 0) {
            drop(random, into.input("keep"));
        }
    }

    private void put(Blend blend, int place, SplittableRandom random, Inputs into) {
        read(blend.picture(), random, first);
        FloatBuffer one = first.asFloatBuffer();
        boolean alone = blend.share() == 1;
        if (!alone) {
            read(blend.other(), random, second);
        }
        FloatBuffer two = alone ? one : second.asFloatBuffer();
        int size = store.contents().elements();
        int from = 0;
        for (String name : store.contents().names()) {
            FloatBuffer target = into.input(name);
            if (alone) {
                target.put(place * size, one, from, size);
            } else {
                for (int k = 0; k < size; k++) {
                    float a = one.get(from + k);
                    target.put(place * size + k, a + (1 - blend.share()) * (two.get(from + k) - a));
                }
            }
            from += size;
        }
        label(blend, place, into);
    }

    private void read(int picture, SplittableRandom random, ByteBuffer into) {
        boolean mirrored = store.contents().mirrored() && random.nextInt(2) == 1;
        store.read(store.sample(picture, mirrored), into);
    }

    private void label(Blend blend, int place, Inputs into) {
        LabelledPicture a = pictures.get(blend.picture());
        LabelledPicture b = pictures.get(blend.other());
        double share = blend.share();
        FloatBuffer target = into.input("target");
        for (int i = 0; i < levels.size(); i++) {
            double mixed = share * a.levels().of(levels.get(i))
                    + (1 - share) * b.levels().of(levels.get(i));
            target.put(levels.size() * place + i, (float) mixed);
        }
        double weight = share * a.weight() + (1 - share) * b.weight();
        into.input("weight").put(place, (float) (weight / meanWeight));
    }

    private void drop(SplittableRandom random, FloatBuffer keep) {
        float kept = (float) (1 / (1 - regularisation.dropout()));
        for (int i = 0; i < keep.capacity(); i++) {
            keep.put(i, random.nextDouble() < regularisation.dropout() ? 0 : kept);
        }
    }

    /** Draws from Beta(a, a) by Jöhnk's method, which suits a below 1. */
    private static double beta(SplittableRandom random, double a) {
        while (true) {
            double x = Math.pow(random.nextDouble(), 1 / a);
            double y = Math.pow(random.nextDouble(), 1 / a);
            if (x + y > 0 && x + y <= 1) {
                return Math.max(x, y) / (x + y);
            }
        }
    }
}
