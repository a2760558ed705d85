package io.jndencode.train.network;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.LabelStatistics;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.SourceHashes;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevel;
import io.jndencode.model.JndNetwork;
import io.jndencode.model.ModelMetadata;
import io.jndencode.model.ModelWeights;
import io.jndencode.nn.Graph;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.nn.Parameter;
import io.jndencode.nn.TrainingGraph;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.Trainer;
import io.jndencode.train.data.NetworkId;
import io.jndencode.train.evaluate.ModelEvaluator;
import io.jndencode.train.evaluate.ModelReport;
import io.jndencode.train.onnx.WeightFeeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trains a network that predicts levels and writes the complete network with its validation errors.
 *
 * <p>Writes {@code BestModel-NAME.onnx} and the log {@code logs-NAME.csv}.
 */
public final class JndTraining {
    private static final double SMALL_START = 0.1;

    private final NetworkId network;
    private final TrainingMaterial material;
    private final TrainOptions options;
    private final Provenance provenance;

    /**
     * Creates a training.
     *
     * @param provenance the origin recorded in the written model
     */
    public JndTraining(NetworkId network, TrainingMaterial material, TrainOptions options, Provenance provenance) {
        if (network.architecture().levels() == 0) {
            throw new IllegalArgumentException(network.name() + " predicts no levels");
        }
        this.network = network;
        this.material = material;
        this.options = options;
        this.provenance = provenance;
    }

    /**
     * The result of a training.
     *
     * @param model the file
     * @param report scores of that very file on the validation part, with the training part's means as the constant to
     *     beat
     */
    public record Outcome(Path model, ModelReport report) {}

    /** A training with its data loaded. */
    record Setting(
            NetworkId network,
            TrainingMaterial material,
            TrainOptions options,
            Dataset train,
            Dataset valid,
            LabelStatistics labels) {
        /** Returns the starting values of the heads. */
        List<Double> means() {
            return network.levels().stream().map(labels::mean).toList();
        }

        /** Returns the training step of a network. */
        TrainingGraph graph(JndNetwork.Trainable trained) {
            return TrainingGraph.of(trained.graph(), trained.loss())
                    .optimizer(options.optimizer())
                    .build();
        }

        /**
         * Returns starting weights: fresh ones whose last layers are small, so that every head starts at its mean
         * level, overridden by those given, and these by those of the model to resume from.
         */
        Map<String, float[]> initial(Graph graph, Map<String, float[]> given) {
            Map<String, float[]> known = new LinkedHashMap<>(given);
            material.weights().ifPresent(file -> known.putAll(ModelWeights.read(file)));
            Map<String, float[]> weights = new LinkedHashMap<>();
            for (Parameter parameter : graph.parameters()) {
                float[] values = known.get(parameter.name());
                weights.put(parameter.name(), values == null ? fresh(parameter) : values);
            }
            return weights;
        }

        private float[] fresh(Parameter parameter) {
            float[] values = parameter.initialValues(options.sampling().seed());
            if (parameter.name().endsWith(".level.kernel")) {
                for (int i = 0; i < values.length; i++) {
                    values[i] *= (float) SMALL_START;
                }
            }
            return values;
        }
    }

    /** Trains, evaluates and writes the model. */
    public Outcome run(Consumer<TrainEvent> listener) {
        Dataset train = Dataset.read(material.layout(), Split.TRAIN);
        Dataset valid = Dataset.read(material.layout(), Split.VALID);
        LabelStatistics labels = LabelStatistics.of(train.pictures());
        Setting setting = new Setting(network, material, options, train, valid, labels);
        try (TrainingStrategy strategy = network.architecture().endToEnd()
                ? new EndToEndTraining(setting)
                : new FrozenBackboneTraining(setting, listener)) {
            Map<String, float[]> best =
                    new Trainer(strategy.job(), options, listener).run().tensors();
            Map<String, float[]> all = new LinkedHashMap<>(strategy.frozen());
            all.putAll(best);
            InferenceGraph whole = packed();
            listener.accept(new TrainEvent.Evaluating(valid.pictures().size()));
            ModelReport report = new ModelReport(
                    labels,
                    strategy.onTraining(WeightFeeds.buffers(best)),
                    ModelEvaluator.scores(evaluated(whole.withWeights(all)), valid, options.threads()));
            Path file = options.output().models().resolve(network.modelFile());
            ModelWeights.write(whole.metadata(metadata(report, train)).withWeights(all), file);
            listener.accept(new TrainEvent.Written(file));
            return new Outcome(file, report);
        }
    }

    private ModelEvaluator.Evaluated evaluated(ModelProto model) {
        return new ModelEvaluator.Evaluated(model, options.sampling().size(), network.levels());
    }

    /** Returns the whole network, with its kernels stored as the provenance requires. */
    private InferenceGraph packed() {
        JndNetwork.Whole whole =
                JndNetwork.whole(network.architecture(), options.sampling().size());
        return InferenceGraph.of(whole.graph()).output("jnd", whole.jnd()).storage(provenance.packing()::storage);
    }

    /** Of a model to go on from that does not say what it learnt from, the new one cannot say it either. */
    private Optional<SourceHashes> learntFrom(Dataset train) {
        SourceHashes now = SourceHashes.of(train.pictures());
        return material.weights()
                .map(ModelEvaluator::sources)
                .orElse(Optional.of(now))
                .map(now::and);
    }

    private Map<String, String> metadata(ModelReport report, Dataset train) {
        DatasetLayout layout = material.layout();
        String labels = Files.exists(layout.manifest())
                ? Manifest.read(layout.manifest()).labels()
                : "unknown: the dataset has no manifest.json";
        String data = "%s: %d training shots, %d validation shots of other sources"
                .formatted(
                        layout.root().getFileName(),
                        report.labels().shots(),
                        report.valid().shots().size());
        Map<String, String> entries = new LinkedHashMap<>(new ModelMetadata(
                        network.name(),
                        provenance.version(),
                        options.sampling().size(),
                        network.levels().stream().map(JndLevel::name).toList(),
                        labels,
                        new ModelMetadata.Training(
                                data, provenance.command(), options.sampling().seed()),
                        report.errors())
                .entries());
        learntFrom(train).ifPresent(sources -> entries.put(SourceHashes.KEY, sources.text()));
        return entries;
    }
}
