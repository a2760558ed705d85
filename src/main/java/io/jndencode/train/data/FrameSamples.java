package io.jndencode.train.data;

import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.jnd.JndLevel;
import io.jndencode.media.BgrImage;
import io.jndencode.train.BatchSource;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Pictures for networks trained end to end, decoded on demand.
 *
 * <p>Inputs {@code frame} and the target picture, float32 (N, 3, rows, columns), BGR 0..255; if there are levels also
 * {@code target} (N, levels) and {@code weight} (N, 1) of mean 1 over the samples.
 *
 * @param samples pictures with their target pictures
 * @param wanted name of the input for the target picture
 * @param levels the target levels; may be empty
 * @param store source of the pictures
 */
public record FrameSamples(List<Sample> samples, String wanted, List<JndLevel> levels, PictureStore store) {
    public FrameSamples {
        samples = List.copyOf(samples);
        levels = List.copyOf(levels);
    }

    /** A picture and the target picture to be produced from it. */
    public record Sample(LabelledPicture picture, Path wanted) {}

    /** Pairs a dataset's pictures with themselves at a level's quality, or unchanged if no level is given. */
    public static List<Sample> of(Dataset dataset, List<JndLevel> quality) {
        List<LabelledPicture> pictures = dataset.pictures();
        List<Path> wanted = quality.isEmpty()
                ? pictures.stream().map(LabelledPicture::file).toList()
                : dataset.coded(quality.get(0));
        return IntStream.range(0, pictures.size())
                .mapToObj(i -> new Sample(pictures.get(i), wanted.get(i)))
                .toList();
    }

    public int size() {
        return samples.size();
    }

    /** Decodes the first picture; all have its size. */
    BgrImage any() {
        return store.picture(samples.get(0).picture().file());
    }

    /** Appends a window of a sample to the inputs. */
    public void put(int index, Window window, BatchSource.Inputs into) {
        Sample sample = samples.get(index);
        window.put(store.picture(sample.picture().file()), into.input("frame"));
        window.put(store.picture(sample.wanted()), into.input(wanted));
        for (JndLevel level : levels) {
            into.input("target").put((float) sample.picture().levels().of(level));
        }
        if (!levels.isEmpty()) {
            into.input("weight").put((float) (sample.picture().weight() / meanWeight()));
        }
    }

    /** Empties the inputs for the next batch. */
    public void clear(BatchSource.Inputs inputs) {
        inputs.input("frame").clear();
        inputs.input(wanted).clear();
        if (!levels.isEmpty()) {
            inputs.input("target").clear();
            inputs.input("weight").clear();
        }
    }

    private double meanWeight() {
        return samples.stream()
                .mapToDouble(sample -> sample.picture().weight())
                .average()
                .orElseThrow();
    }

    /** A part of a picture, possibly mirrored. */
    public record Window(int x, int y, int width, int height, boolean mirrored) {
        /** Returns the window in the middle of a picture. */
        static Window middle(BgrImage of, int width, int height) {
            return new Window((of.width() - width) / 2, (of.height() - height) / 2, width, height, false);
        }

        /** Returns a window of the same size at a random place in a picture, randomly mirrored if requested. */
        Window anywhere(SplittableRandom random, BgrImage in, boolean flips) {
            return new Window(
                    random.nextInt(in.width() - width + 1),
                    random.nextInt(in.height() - height + 1),
                    width,
                    height,
                    flips && random.nextBoolean());
        }

        void put(BgrImage image, FloatBuffer into) {
            byte[] samples = image.samples();
            for (int c = 0; c < 3; c++) {
                for (int row = 0; row < height; row++) {
                    for (int column = 0; column < width; column++) {
                        int at = x + (mirrored ? width - 1 - column : column);
                        into.put(samples[((y + row) * image.width() + at) * 3 + c] & 0xff);
                    }
                }
            }
        }
    }
}
