package io.jndencode.train;

import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.LevelsFile;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.JndLevels;
import io.jndencode.media.BgrImage;
import io.jndencode.media.CodingCost;
import io.jndencode.media.read.PictureWriter;
import io.jndencode.model.Architecture;
import io.jndencode.model.Backbone;
import io.jndencode.model.InputSize;
import io.jndencode.model.ModelWeights;
import io.jndencode.model.WaveletStart;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.train.data.NetworkId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** A dataset of a few pictures of 64x64 whose levels follow from their grain, with backbones for it. */
public final class TinyDataset {
    public static final InputSize SIZE = new InputSize(64, 64);
    private static final int PICTURES = 4;

    private TinyDataset() {}

    /** Writes the dataset: all parts, all levels. */
    public static DatasetLayout write(Path root) throws IOException {
        return write(root, PICTURES);
    }

    /** The same with so many pictures a part, each of another grain. */
    public static DatasetLayout write(Path root, int pictures) throws IOException {
        DatasetLayout layout = new DatasetLayout(root);
        int seed = 0;
        for (Split split : Split.values()) {
            Files.createDirectories(layout.pictures(split));
            for (JndLevel level : JndLevel.values()) {
                Files.createDirectories(layout.coded(split, level));
            }
            List<JndLevels> rows = new ArrayList<>();
            for (int i = 0; i < pictures; i++) {
                int grain = 4 + 20 * i;
                String name = "p" + i + ".png";
                PictureWriter.png(picture(seed, grain), layout.pictures(split).resolve(name));
                for (JndLevel level : JndLevel.values()) {
                    PictureWriter.png(
                            picture(seed, grain / 2), layout.coded(split, level).resolve(name));
                }
                rows.add(new JndLevels(24 + i, 29 + i, 33 + i));
                seed++;
            }
            LevelsFile.write(layout.levels(split), rows);
        }
        return layout;
    }

    /**
     * Where a picture comes from.
     *
     * @param group empty if it is the source's own
     * @param level its JND1
     */
    public record Origin(String source, String group, double level) {}

    /** Writes a dataset with a manifest: every picture a shot of its own, whose trial encode lost as many decibels as its level says. */
    public static DatasetLayout withManifest(
            Path root, int pictures, String labels, BiFunction<Split, Integer, Origin> origins) throws IOException {
        DatasetLayout layout = write(root, pictures);
        List<Manifest.Entry> entries = new ArrayList<>();
        for (Split split : Split.values()) {
            List<JndLevels> rows = new ArrayList<>();
            for (int i = 0; i < pictures; i++) {
                Origin from = origins.apply(split, i);
                rows.add(new JndLevels(from.level(), from.level() + 5, from.level() + 9));
                entries.add(new Manifest.Entry(
                        "p" + i + ".png",
                        split.folder(),
                        from.source(),
                        from.group().isEmpty() ? from.source() : from.group(),
                        entries.size(),
                        0,
                        "video",
                        from.level(),
                        from.level() + 5,
                        from.level() + 9,
                        1,
                        1,
                        new CodingCost(36 + i, 100, 2, 3)));
            }
            LevelsFile.write(layout.levels(split), rows);
        }
        new Manifest(Manifest.SCHEMA, labels, entries).write(layout.manifest());
        return layout;
    }

    /** Writes three backbones as jnd-recon training leaves them, alike but for the seed. */
    public static void backbones(Path folder) throws IOException {
        Files.createDirectories(folder);
        Backbone backbone = Backbone.of(SIZE);
        long seed = 1;
        for (JndLevel level : JndLevel.values()) {
            NetworkId id = NetworkId.of(Architecture.JND_RECON, Optional.of(level));
            ModelWeights.write(
                    InferenceGraph.of(backbone.graph())
                            .output("reconstruction", backbone.reconstruction())
                            .withWeights(WaveletStart.weights(backbone.graph(), seed++)),
                    folder.resolve(id.modelFile()));
        }
    }

    private static BgrImage picture(int seed, int grain) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] samples = new byte[SIZE.width() * SIZE.height() * 3];
        for (int i = 0; i < samples.length; i++) {
            double shade = 120 + 40 * Math.sin(i / 3 % SIZE.width() / 9.0);
            samples[i] = (byte) Math.max(0, Math.min(255, shade + (random.nextDouble() - 0.5) * grain));
        }
        return new BgrImage(SIZE.width(), SIZE.height(), samples);
    }
}
