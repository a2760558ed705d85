package io.jndencode.train.slim;

import io.jndencode.media.BgrImage;
import io.jndencode.model.slim.SlimMjLat;
import io.jndencode.train.BatchSource;
import io.jndencode.train.Shuffle;
import io.jndencode.train.data.Pictures;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Batches for the encoders: crops of frames, and the same crops of them as coded at each level. Decodes all pictures at once. */
final class CropBatches implements BatchSource {
    private final List<List<BgrImage>> pictures;
    private final int batch;
    private final int crop;
    private final long seed;

    /** @param files of each picture, the frame and the coded ones */
    CropBatches(List<List<Path>> files, int batch, int crop, long seed) {
        this.pictures = files.stream()
                .map(one -> one.stream()
                        .map(file -> Pictures.read(file, SlimMjLat.SIZE))
                        .toList())
                .toList();
        this.batch = batch;
        this.crop = crop;
        this.seed = seed;
    }

    @Override
    public int batches() {
        return (pictures.size() + batch - 1) / batch;
    }

    @Override
    public void fill(long epoch, int index, Inputs into) {
        int[] order = Shuffle.order(pictures.size(), seed, epoch);
        SplittableRandom random = Shuffle.random(seed, epoch, index);
        List<FloatBuffer> inputs = new ArrayList<>(List.of(into.input("frame").clear()));
        for (int level = 0; level < SlimMjLat.LEVELS; level++) {
            inputs.add(into.input(SlimMjLat.coded(level)).clear());
        }
        for (int i = 0; i < batch; i++) {
            List<BgrImage> versions = pictures.get(order[(index * batch + i) % pictures.size()]);
            int x = random.nextInt(versions.get(0).width() - crop + 1);
            int y = random.nextInt(versions.get(0).height() - crop + 1);
            for (int version = 0; version < inputs.size(); version++) {
                put(versions.get(version), x, y, inputs.get(version));
            }
        }
    }

    private void put(BgrImage picture, int x, int y, FloatBuffer into) {
        byte[] samples = picture.samples();
        for (int c = 0; c < 3; c++) {
            for (int row = 0; row < crop; row++) {
                for (int column = 0; column < crop; column++) {
                    into.put(samples[((y + row) * picture.width() + x + column) * 3 + c] & 0xff);
                }
            }
        }
    }
}
