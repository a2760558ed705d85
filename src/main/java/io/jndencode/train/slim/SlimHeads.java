package io.jndencode.train.slim;

import io.jndencode.jnd.JndLevel;
import io.jndencode.media.CodingCost;
import io.jndencode.model.slim.SlimMjLat;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.nn.Parameter;
import io.jndencode.nn.TrainingGraph;
import io.jndencode.nn.onnx.Shape;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.Trainer;
import io.jndencode.train.Validator;
import io.jndencode.train.data.FeatureStore;
import io.jndencode.train.lite.LiteTeacher;
import io.jndencode.train.onnx.ModelRunner;
import io.jndencode.train.onnx.WeightFeeds;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Trains the layers after the encoders for one fold: on the pseudo-labels of the fold's lite net, then on labels, nothing of it from the
 * groups the fold may not know.
 */
final class SlimHeads {
    /** The heads' last layers start small, so that the linear part decides at first. */
    private static final double SMALL_START = 0.1;

    private final SlimMjLat.Heads heads = SlimMjLat.heads(SlimMjLat.SIZE);
    private final SlimRecipe recipe;
    private final TrainOptions options;
    private final Consumer<TrainEvent> listener;

    /** Pictures of a dataset and their latents. */
    record Material(List<SlimSample> samples, FeatureStore latents) {
        Material {
            samples = List.copyOf(samples);
        }
    }

    SlimHeads(SlimRecipe recipe, TrainOptions options, Consumer<TrainEvent> listener) {
        this.recipe = recipe;
        this.options = options;
        this.listener = listener;
    }

    /** Trains both stages; returns the weights by name. */
    Map<String, float[]> train(
            String name, Material labelled, Material pseudo, LiteTeacher.Lesson lesson, Predicate<String> unknown) {
        long seed = options.sampling().seed();
        List<HeadBatches.Item> taught = new ArrayList<>();
        for (int i = 0; i < pseudo.samples().size(); i++) {
            SlimSample sample = pseudo.samples().get(i);
            if (!unknown.test(sample.group())) {
                taught.add(
                        new HeadBatches.Item(i, sample.trial(), lesson.pseudo().get(i), 1));
            }
        }
        Map<String, float[]> first = stage(
                name + "-pseudo",
                recipe.pseudo(),
                start(lesson, seed),
                new HeadBatches(pseudo.latents(), taught, recipe.pseudo().batch(), seed));
        List<HeadBatches.Item> known = new ArrayList<>();
        for (int i = 0; i < labelled.samples().size(); i++) {
            SlimSample sample = labelled.samples().get(i);
            if (!unknown.test(sample.group())) {
                List<Double> levels = Stream.of(JndLevel.values())
                        .map(sample.picture().levels()::of)
                        .toList();
                known.add(new HeadBatches.Item(
                        i, sample.trial(), levels, sample.picture().weight()));
            }
        }
        return stage(
                name + "-labels",
                recipe.labels(),
                first,
                new HeadBatches(labelled.latents(), known, recipe.labels().batch(), seed));
    }

    private Map<String, float[]> stage(
            String name, SlimRecipe.Stage stage, Map<String, float[]> initial, HeadBatches batches) {
        TrainOptions of = stage.options(options, options.sampling().seed());
        Trainer.Job job = new Trainer.Job(
                name,
                TrainingGraph.of(heads.graph(), heads.loss())
                        .optimizer(of.optimizer())
                        .build(),
                initial,
                batches,
                Validator.NONE);
        return new Trainer(job, of, listener).runToEnd();
    }

    /** Returns fresh weights whose linear part is that of the fold's lite net. */
    private Map<String, float[]> start(LiteTeacher.Lesson lesson, long seed) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        for (Parameter parameter : heads.graph().parameters()) {
            float[] values = parameter.initialValues(seed);
            if (parameter.name().endsWith(".level.kernel")) {
                for (int i = 0; i < values.length; i++) {
                    values[i] *= (float) SMALL_START;
                }
            }
            weights.put(parameter.name(), values);
        }
        weights.put(SlimMjLat.LINEAR + ".kernel", floats(lesson.linear()));
        weights.put(SlimMjLat.LINEAR + ".bias", floats(lesson.bias()));
        return weights;
    }

    private static float[] floats(List<Double> values) {
        float[] narrow = new float[values.size()];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = values.get(i).floatValue();
        }
        return narrow;
    }

    /** Predicts those pictures whose groups are asked for; returns the levels by the picture's place. */
    Map<Integer, List<Double>> predict(Map<String, float[]> weights, Material material, Predicate<String> judged) {
        Map<Integer, List<Double>> predictions = new LinkedHashMap<>();
        FeatureStore store = material.latents();
        Shape shape = store.contents().feature();
        ByteBuffer sample = store.sampleBuffer();
        try (ModelRunner runner = new ModelRunner(
                InferenceGraph.of(heads.graph()).output("jnd", heads.jnd()).withWeights(weights), options.threads())) {
            for (int i = 0; i < material.samples().size(); i++) {
                if (judged.test(material.samples().get(i).group())) {
                    store.read(store.sample(i, false), sample);
                    FloatBuffer values = sample.asFloatBuffer();
                    Map<String, ModelRunner.Feed> feeds = new HashMap<>();
                    int from = 0;
                    for (String name : store.contents().names()) {
                        FloatBuffer part = values.slice(from, store.contents().elements());
                        feeds.put(name, new ModelRunner.Feed(part, 1, shape.dim(1), shape.dim(2), shape.dim(3)));
                        from += store.contents().elements();
                    }
                    float[] trial = material.samples().get(i).trial().numbers();
                    feeds.put("trial", new ModelRunner.Feed(FloatBuffer.wrap(trial), 1, CodingCost.NUMBERS));
                    predictions.put(i, WeightFeeds.doubles(runner.run(feeds).getOrDefault("jnd", new float[0])));
                }
            }
        }
        return predictions;
    }
}
