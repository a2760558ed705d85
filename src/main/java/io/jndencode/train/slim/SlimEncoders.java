package io.jndencode.train.slim;

import io.jndencode.JndException;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.file.FileHash;
import io.jndencode.jnd.JndLevel;
import io.jndencode.model.GraphExport;
import io.jndencode.model.InputSize;
import io.jndencode.model.slim.SlimMjLat;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.nn.TrainingGraph;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.Trainer;
import io.jndencode.train.Validator;
import io.jndencode.train.data.FeatureStore;
import io.jndencode.train.data.Pictures;
import io.jndencode.train.onnx.ModelRunner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The three encoders: trained as autoencoders that give a frame as coded at each level, then frozen, and their latents kept on disk.
 *
 * @param weights of the encoders, by name
 */
record SlimEncoders(Map<String, float[]> weights) {
    static final String JOB = SlimMjLat.NAME + "-encoders";

    /** Trains the encoders on those pictures of a dataset that are there at the quality of every level. */
    static SlimEncoders train(
            DatasetLayout layout,
            List<SlimSample> samples,
            SlimRecipe recipe,
            TrainOptions options,
            Consumer<TrainEvent> listener) {
        List<List<Path>> files = samples.stream()
                .map(sample -> files(layout, sample))
                .filter(versions -> versions.stream().allMatch(Files::exists))
                .toList();
        if (files.isEmpty()) {
            throw new JndException.Model(
                    "%s has no pictures at JND quality, from which encoders learn: make it without --plain."
                            .formatted(layout.root()));
        }
        long seed = options.sampling().seed();
        SlimMjLat.Autoencoders graph = SlimMjLat.autoencoders(new InputSize(recipe.crop(), recipe.crop()));
        TrainOptions stage = recipe.encoders().options(options, seed);
        Trainer.Job job = new Trainer.Job(
                JOB,
                TrainingGraph.of(graph.graph(), graph.loss())
                        .optimizer(stage.optimizer())
                        .build(),
                GraphExport.fresh(graph.graph(), seed),
                new CropBatches(files, recipe.encoders().batch(), recipe.crop(), seed),
                Validator.NONE);
        Map<String, float[]> trained = new Trainer(job, stage, listener).runToEnd();
        Map<String, float[]> encoders = new TreeMap<>();
        trained.forEach((name, values) -> {
            if (name.contains(".enc")) {
                encoders.put(name, values);
            }
        });
        return new SlimEncoders(encoders);
    }

    private static List<Path> files(DatasetLayout layout, SlimSample sample) {
        return Stream.concat(
                        Stream.of(sample.picture().file()),
                        Stream.of(JndLevel.values())
                                .map(level -> layout.coded(sample.split(), level)
                                        .resolve(sample.picture().name())))
                .toList();
    }

    /** Returns the latents of pictures and the frames before them, from disk as far as they exist. */
    FeatureStore latents(
            String what,
            List<SlimSample> samples,
            boolean mirrored,
            TrainOptions options,
            Consumer<TrainEvent> listener) {
        InputSize size = SlimMjLat.SIZE;
        SlimMjLat.Whole whole = SlimMjLat.whole(size);
        List<String> names =
                IntStream.range(0, SlimMjLat.LEVELS).mapToObj(SlimMjLat::latent).toList();
        InferenceGraph export = InferenceGraph.of(whole.graph());
        for (int i = 0; i < names.size(); i++) {
            export.output(names.get(i), whole.latents().get(i));
        }
        Map<Path, Path> previous = new HashMap<>();
        samples.forEach(sample -> previous.put(sample.picture().file(), sample.previous()));
        FeatureStore store = FeatureStore.open(
                options.output().checkpoints().resolve("%s-latents-%s.bin".formatted(SlimMjLat.NAME, what)),
                new FeatureStore.Contents(
                        key(),
                        samples.stream().map(sample -> sample.picture().file()).toList(),
                        size,
                        mirrored,
                        names,
                        SlimMjLat.latentShape(size)));
        FloatBuffer frame = FloatBuffer.allocate(3 * size.width() * size.height());
        FloatBuffer before = FloatBuffer.allocate(3 * size.width() * size.height());
        try (ModelRunner runner = new ModelRunner(export.withWeights(weights), options.threads())) {
            store.fill(
                    (file, flipped) -> {
                        Path earlier = previous.getOrDefault(file, file);
                        Pictures.planar(Pictures.read(file, size), flipped, frame.clear());
                        Pictures.planar(Pictures.read(earlier, size), flipped, before.clear());
                        return runner.run(Map.of("frame", feed(frame), "previous", feed(before)));
                    },
                    done -> listener.accept(new TrainEvent.Caching(done, store.samples())));
        }
        return store;
    }

    private static ModelRunner.Feed feed(FloatBuffer picture) {
        return new ModelRunner.Feed(picture, 1, 3, SlimMjLat.SIZE.height(), SlimMjLat.SIZE.width());
    }

    /** Identifies the encoders by the SHA-256 of their weights. */
    private String key() {
        MessageDigest digest = FileHash.digest();
        List<String> names = new ArrayList<>(weights.keySet());
        names.sort(null);
        for (String name : names) {
            float[] values = weights.getOrDefault(name, new float[0]);
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            digest.update(bytes);
        }
        return "slim encoders " + HexFormat.of().formatHex(digest.digest());
    }
}
