package io.jndencode.train;

import io.jndencode.model.JndNetwork;
import io.jndencode.nn.InferenceGraph;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges a head on the stored latents of held-out pictures: mean absolute error a level, over shots. Owns its session. */
final class HeadValidator implements Validator {
    private final JndNetwork.Trainable head;
    private final Data data;
    private final ModelRunner runner;

    /**
     * What is judged on.
     *
     * @param store latents of the pictures
     * @param pictures with their labels
     * @param shape rows and columns of a latent
     */
    record Data(LatentStore store, List<LabelledPicture> pictures, LatentShape shape) {
        Data {
            pictures = List.copyOf(pictures);
        }
    }

    /** Sizes of a latent. */
    record LatentShape(int channels, int rows, int columns) {}

    /** Takes a head without dropout. */
    HeadValidator(JndNetwork.Trainable head, Data data, int threads) {
        this.head = head;
        this.data = data;
        this.runner = new ModelRunner(
                InferenceGraph.of(head.graph()).output("jnd", head.jnd()).withWeightInputs(), threads);
    }

    @Override
    public List<String> columns() {
        return List.of("val_mae_jnd1", "val_mae_jnd2", "val_mae_jnd3");
    }

    @Override
    public Judgement judge(Map<String, FloatBuffer> weights) {
        ShotScores scores = predict(weights);
        List<Double> errors = new ArrayList<>();
        for (int level = 0; level < 3; level++) {
            errors.add(scores.judge(level, 0).mae());
        }
        return new Judgement(errors.stream().mapToDouble(e -> e).average().orElseThrow(), errors);
    }

    /** Predictions for all pictures, gathered by shot. */
    ShotScores predict(Map<String, FloatBuffer> weights) {
        Map<String, ModelRunner.Feed> feeds = new LinkedHashMap<>(WeightFeeds.of(head.graph(), weights));
        ByteBuffer sample = data.store().sampleBuffer();
        FloatBuffer values = sample.asFloatBuffer();
        LatentShape shape = data.shape();
        int size = data.store().latentSize();
        List<List<Double>> predictions = new ArrayList<>();
        for (int i = 0; i < data.pictures().size(); i++) {
            data.store().read(2 * i, sample);
            for (int level = 0; level < 3; level++) {
                feeds.put(
                        "latent" + (level + 1),
                        new ModelRunner.Feed(
                                values.slice(level * size, size), 1, shape.channels(), shape.rows(), shape.columns()));
            }
            float[] jnd = runner.run(feeds).getOrDefault("jnd", new float[3]);
            predictions.add(List.of((double) jnd[0], (double) jnd[1], (double) jnd[2]));
        }
        return ShotScores.of(data.pictures(), predictions);
    }

    @Override
    public void close() {
        runner.close();
    }
}
