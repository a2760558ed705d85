package io.jndencode.train;

import io.jndencode.media.BgrImage;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Batches for a backbone: random crops of pictures, half of them mirrored, with the same crops of their targets.
 *
 * <p>Inputs {@code frame} and {@code target}, float32 [batch, 3, crop, crop], BGR 0..255.
 */
final class CropBatches implements BatchSource {
    private final List<Pair> pairs;
    private final PictureStore store;
    private final int batch;
    private final int crop;
    private final long seed;

    /** A picture and what the backbone is to make of it. */
    record Pair(Path picture, Path target) {}

    CropBatches(List<Pair> pairs, PictureStore store, int batch, int crop, long seed) {
        this.pairs = List.copyOf(pairs);
        this.store = store;
        this.batch = batch;
        this.crop = crop;
        this.seed = seed;
    }

    @Override
    public int batches() {
        return (pairs.size() + batch - 1) / batch;
    }

    /** The last batch of an epoch is filled up from the epoch's beginning. */
    @Override
    public void fill(long epoch, int index, Inputs into) {
        int[] order = Shuffle.order(pairs.size(), seed, epoch);
        SplittableRandom random = Shuffle.random(seed, epoch, index);
        FloatBuffer frame = into.input("frame").clear();
        FloatBuffer target = into.input("target").clear();
        for (int i = 0; i < batch; i++) {
            Pair pair = pairs.get(order[(index * batch + i) % pairs.size()]);
            BgrImage picture = store.picture(pair.picture());
            Window window = Window.random(random, picture, crop);
            window.put(picture, frame);
            window.put(store.picture(pair.target()), target);
        }
    }

    /** A square part of a picture, possibly mirrored. */
    record Window(int x, int y, int size, boolean mirrored) {
        static Window random(SplittableRandom random, BgrImage of, int size) {
            return new Window(
                    random.nextInt(of.width() - size + 1),
                    random.nextInt(of.height() - size + 1),
                    size,
                    random.nextBoolean());
        }

        void put(BgrImage image, FloatBuffer into) {
            for (int c = 0; c < 3; c++) {
                for (int row = 0; row < size; row++) {
                    for (int column = 0; column < size; column++) {
                        int at = x + (mirrored ? size - 1 - column : column);
                        into.put(image.samples()[((y + row) * image.width() + at) * 3 + c] & 0xff);
                    }
                }
            }
        }
    }
}
