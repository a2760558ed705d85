package io.jndencode.train.network;

import io.jndencode.dataset.LabelledPicture;
import io.jndencode.jnd.JndLevel;
import io.jndencode.nn.Graph;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.nn.Value;
import io.jndencode.train.Validator;
import io.jndencode.train.data.FrameSamples;
import io.jndencode.train.data.FrameSamples.Window;
import io.jndencode.train.evaluate.ShotScores;
import io.jndencode.train.onnx.ModelRunner;
import io.jndencode.train.onnx.WeightFeeds;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Validates a network trained end to end by its own loss on held-out pictures, and reports the mean absolute error per
 * level (over shots) or, without levels, the PSNR. Owns its session.
 */
final class FrameValidator implements Validator {
    private static final double PEAK = 255 * 255;

    private final Evaluated evaluated;
    private final FrameSamples samples;
    private final Window window;
    private final ModelRunner runner;
    private final Map<String, ModelRunner.Feed> inputs = new LinkedHashMap<>();

    /**
     * The network to validate.
     *
     * @param graph the network
     * @param loss its loss
     * @param jnd its levels, if it predicts any
     */
    record Evaluated(Graph graph, Value loss, Optional<Value> jnd) {}

    /** Creates a validator that uses one window of every sample. */
    FrameValidator(Evaluated evaluated, FrameSamples samples, Window window, int threads) {
        this.evaluated = evaluated;
        this.samples = samples;
        this.window = window;
        InferenceGraph export = InferenceGraph.of(evaluated.graph()).output("loss", evaluated.loss());
        evaluated.jnd().ifPresent(jnd -> export.output("jnd", jnd));
        this.runner = new ModelRunner(export.withWeightInputs(), threads);
        for (String picture : List.of("frame", samples.wanted())) {
            inputs.put(picture, feed(3, window.height(), window.width()));
        }
        if (!samples.levels().isEmpty()) {
            inputs.put("target", feed(samples.levels().size()));
            inputs.put("weight", feed(1));
        }
    }

    private static ModelRunner.Feed feed(int... sizes) {
        long[] shape = new long[sizes.length + 1];
        shape[0] = 1;
        int count = 1;
        for (int i = 0; i < sizes.length; i++) {
            shape[i + 1] = sizes[i];
            count *= sizes[i];
        }
        return new ModelRunner.Feed(FloatBuffer.allocate(count), shape);
    }

    @Override
    public List<String> columns() {
        return samples.levels().isEmpty() ? List.of("val_psnr") : maeColumns(samples.levels());
    }

    /** Returns the log's columns for the levels' errors. */
    static List<String> maeColumns(List<JndLevel> levels) {
        return levels.stream()
                .map(level -> "val_mae_" + level.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Override
    public ValidationResult evaluate(Map<String, FloatBuffer> weights) {
        Map<String, ModelRunner.Feed> feeds = WeightFeeds.of(evaluated.graph(), weights);
        feeds.putAll(inputs);
        double sum = 0;
        List<List<Double>> levels = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            samples.clear(this::input);
            samples.put(i, window, this::input);
            if (!samples.levels().isEmpty()) {
                // All shots count equally in validation, whatever their weight in training.
                input("weight").put(0, 1);
            }
            Map<String, float[]> made = runner.run(feeds);
            sum += made.getOrDefault("loss", new float[1])[0];
            levels.add(WeightFeeds.doubles(made.getOrDefault("jnd", new float[0])));
        }
        double loss = sum / samples.size();
        return new ValidationResult(loss, samples.levels().isEmpty() ? psnr(loss) : errors(levels));
    }

    private static List<Double> psnr(double meanSquaredError) {
        return List.of(10 * Math.log10(PEAK / meanSquaredError));
    }

    private List<Double> errors(List<List<Double>> predictions) {
        List<LabelledPicture> pictures =
                samples.samples().stream().map(FrameSamples.Sample::picture).toList();
        return ShotScores.of(samples.levels(), pictures, predictions).maes();
    }

    private FloatBuffer input(String name) {
        return Objects.requireNonNull(inputs.get(name), name).values();
    }

    @Override
    public void close() {
        runner.close();
    }
}
