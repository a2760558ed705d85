package io.jndencode.train.network;

import io.jndencode.dataset.LabelledPicture;
import io.jndencode.jnd.JndLevel;
import io.jndencode.model.JndNetwork;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.nn.onnx.Shape;
import io.jndencode.train.Validator;
import io.jndencode.train.data.FeatureStore;
import io.jndencode.train.evaluate.ShotScores;
import io.jndencode.train.onnx.ModelRunner;
import io.jndencode.train.onnx.WeightFeeds;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Validates the layers after frozen backbones on the stored features of pictures: mean absolute error per level, over
 * shots. Owns its session.
 */
final class HeadValidator implements Validator {
    private final JndNetwork.Trainable head;
    private final Data data;
    private final ModelRunner runner;

    /**
     * The data for validation.
     *
     * @param store the features of the pictures
     * @param pictures with their labels
     * @param levels the levels the network predicts
     */
    record Data(FeatureStore store, List<LabelledPicture> pictures, List<JndLevel> levels) {
        Data {
            pictures = List.copyOf(pictures);
            levels = List.copyOf(levels);
        }
    }

    /** Creates a validator for a head without dropout. */
    HeadValidator(JndNetwork.Trainable head, Data data, int threads) {
        this.head = head;
        this.data = data;
        this.runner = new ModelRunner(
                InferenceGraph.of(head.graph()).output("jnd", head.jnd()).withWeightInputs(), threads);
    }

    @Override
    public List<String> columns() {
        return FrameValidator.maeColumns(data.levels());
    }

    @Override
    public ValidationResult evaluate(Map<String, FloatBuffer> weights) {
        List<Double> errors = predict(weights).maes();
        return new ValidationResult(
                errors.stream().mapToDouble(e -> e).average().orElseThrow(), errors);
    }

    /** Returns the predictions for all pictures, grouped by shot. */
    ShotScores predict(Map<String, FloatBuffer> weights) {
        Map<String, ModelRunner.Feed> feeds = new LinkedHashMap<>(WeightFeeds.of(head.graph(), weights));
        FeatureStore.Contents contents = data.store().contents();
        Shape feature = contents.feature();
        ByteBuffer sample = data.store().sampleBuffer();
        FloatBuffer values = sample.asFloatBuffer();
        List<List<Double>> predictions = new ArrayList<>();
        for (int i = 0; i < data.pictures().size(); i++) {
            data.store().read(data.store().sample(i, false), sample);
            int from = 0;
            for (String name : contents.names()) {
                FloatBuffer part = values.slice(from, contents.elements());
                feeds.put(name, new ModelRunner.Feed(part, 1, feature.dim(1), feature.dim(2), feature.dim(3)));
                from += contents.elements();
            }
            predictions.add(WeightFeeds.doubles(runner.run(feeds).getOrDefault("jnd", new float[0])));
        }
        return ShotScores.of(data.levels(), data.pictures(), predictions);
    }

    @Override
    public void close() {
        runner.close();
    }
}
