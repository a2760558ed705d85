package io.jndencode.train;

import io.jndencode.train.TrainOptions.Regularisation;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Batches for a head: stored latents of pictures, each epoch either plain or mirrored, with levels and weights.
 *
 * <p>Inputs {@code latent1..3} (N, 192, rows, columns), {@code target} (N, 3), {@code weight} (N, 1) of mean 1 over the
 * data and, with dropout, {@code keep} (N, features): 0 or 1 / (1 - dropout). With mixup (Zhang et al. 2018) each sample
 * is blended with another one, and so are the levels.
 */
final class LatentBatches implements BatchSource {
    private final LatentStore store;
    private final List<LabelledPicture> pictures;
    private final Regularisation regularisation;
    private final int batch;
    private final long seed;
    private final double meanWeight;
    private final ByteBuffer first;
    private final ByteBuffer second;

    LatentBatches(LatentStore store, List<LabelledPicture> pictures, TrainOptions options) {
        this.store = store;
        this.pictures = List.copyOf(pictures);
        this.regularisation = options.regularisation();
        this.batch = options.batch();
        this.seed = options.seed();
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
        store.read(2 * blend.picture() + random.nextInt(2), first);
        FloatBuffer one = first.asFloatBuffer();
        boolean alone = blend.share() == 1;
        FloatBuffer two = one;
        if (!alone) {
            store.read(2 * blend.other() + random.nextInt(2), second);
            two = second.asFloatBuffer();
        }
        int size = store.latentSize();
        for (int level = 0; level < 3; level++) {
            FloatBuffer target = into.input("latent" + (level + 1));
            if (alone) {
                target.put(place * size, one, level * size, size);
            } else {
                for (int k = 0; k < size; k++) {
                    float a = one.get(level * size + k);
                    target.put(place * size + k, a + (1 - blend.share()) * (two.get(level * size + k) - a));
                }
            }
        }
        label(blend, place, into);
    }

    private void label(Blend blend, int place, Inputs into) {
        LabelledPicture a = pictures.get(blend.picture());
        LabelledPicture b = pictures.get(blend.other());
        double share = blend.share();
        FloatBuffer target = into.input("target");
        for (int level = 0; level < 3; level++) {
            double mixed =
                    share * a.levels().at(level) + (1 - share) * b.levels().at(level);
            target.put(3 * place + level, (float) mixed);
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

    /** Beta(a, a) by Jöhnk's method, good for a below 1. */
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
