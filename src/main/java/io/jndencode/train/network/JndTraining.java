package io.jndencode.train.network;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.jndencode.JndException;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.LabelStatistics;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.SourceHashes;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevel;
import io.jndencode.model.InputSize;
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
import io.jndencode.train.evaluate.ShotScores;
import io.jndencode.train.onnx.WeightFeeds;
import java.io.IOException;
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
    private final Optional<PseudoStage> pseudo;

    /** Creates a training on labels alone. */
    public JndTraining(NetworkId network, TrainingMaterial material, TrainOptions options, Provenance provenance) {
        this(network, material, options, provenance, Optional.empty());
    }

    /**
     * Creates a training.
     *
     * @param provenance the origin recorded in the written model
     * @param pseudo what comes before the labels, for networks on frozen backbones
     */
    public JndTraining(
            NetworkId network,
            TrainingMaterial material,
            TrainOptions options,
            Provenance provenance,
            Optional<PseudoStage> pseudo) {
        if (pseudo.isPresent() && network.architecture().endToEnd()) {
            throw new IllegalArgumentException(network.name() + " has no frozen backbones");
        }
        if (network.architecture().levels() == 0) {
            throw new IllegalArgumentException(network.name() + " predicts no levels");
        }
        this.network = network;
        this.material = material;
        this.options = options;
        this.provenance = provenance;
        this.pseudo = pseudo;
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
            LabelStatistics labels,
            Optional<PseudoStage> pseudo) {
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
         * level, overridden by those given, and these by those of the model to go on from. What neither gives of a network that goes on
         * from a model would be fresh without anybody knowing, so it is refused.
         */
        Map<String, float[]> initial(Graph graph, Map<String, float[]> given) {
            Map<String, float[]> known = new LinkedHashMap<>(given);
            material.weights().ifPresent(file -> known.putAll(ModelWeights.read(file)));
            Map<String, float[]> weights = new LinkedHashMap<>();
            for (Parameter parameter : graph.parameters()) {
                float[] values = known.get(parameter.name());
                if (values == null && material.weights().isPresent()) {
                    throw new JndException.Model("%s is no model of %s: it lacks %s."
                            .formatted(material.weights().get(), network.name(), parameter.name()));
                }
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
        Setting setting = new Setting(network, material, options, train, valid, labels, pseudo);
        if (options.schedule().epochs() == 0
                && pseudo.isEmpty()
                && !network.architecture().endToEnd()) {
            return written(FrozenBackboneTraining.untrained(setting), Optional.empty(), setting, listener);
        }
        try (TrainingStrategy strategy = network.architecture().endToEnd()
                ? new EndToEndTraining(setting)
                : new FrozenBackboneTraining(setting, listener)) {
            Map<String, float[]> best =
                    new Trainer(strategy.job(), options, listener).run().tensors();
            Map<String, float[]> all = new LinkedHashMap<>(strategy.frozen());
            all.putAll(best);
            return written(all, strategy.onTraining(WeightFeeds.buffers(best)), setting, listener);
        }
    }

    private Outcome written(
            Map<String, float[]> weights,
            Optional<ShotScores> onTraining,
            Setting setting,
            Consumer<TrainEvent> listener) {
        ModelProto whole = packed(weights, setting.train());
        listener.accept(new TrainEvent.Evaluating(setting.valid().pictures().size()));
        ModelReport report = new ModelReport(
                setting.labels(),
                onTraining,
                ModelEvaluator.scores(evaluated(whole), setting.valid(), options.threads()));
        Path file = folder().resolve(network.modelFile());
        ModelWeights.write(described(whole, metadata(report, setting.train())), file);
        listener.accept(new TrainEvent.Written(file));
        return new Outcome(file, report);
    }

    private Path folder() {
        Path folder = options.output().models();
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new JndException.Model("The folder %s cannot be made.".formatted(folder), e);
        }
    }

    private ModelEvaluator.Evaluated evaluated(ModelProto model) {
        return new ModelEvaluator.Evaluated(model, options.sampling().size(), network.levels());
    }

    /** Returns the whole network, with its weights stored as the provenance requires. */
    private ModelProto packed(Map<String, float[]> weights, Dataset train) {
        InputSize size = options.sampling().size();
        JndNetwork.Whole whole = JndNetwork.whole(network.architecture(), size);
        ModelProto model = InferenceGraph.of(whole.graph())
                .output("jnd", whole.jnd())
                .storage(provenance.packing()::storage)
                .withWeights(weights);
        return provenance.packing() == WeightPrecision.INT8
                ? Calibration.inEightBits(model, train, size, options.threads())
                : model;
    }

    private static ModelProto described(ModelProto model, Map<String, String> metadata) {
        ModelProto.Builder described = model.toBuilder();
        metadata.forEach((key, value) -> described.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return described.build();
    }

    /** Of a model to go on from that does not say what it learnt from, the new one cannot say it either. */
    private Optional<SourceHashes> learntFrom(Dataset train) {
        SourceHashes labelled = SourceHashes.of(train.pictures());
        SourceHashes now = pseudo.map(stage -> labelled.and(SourceHashes.of(stage.pictures())))
                .orElse(labelled);
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
                                report.valid().shots().size())
                + pseudo.map(stage -> "; before that %s: %d pseudo-labelled pictures"
                                .formatted(stage.data(), stage.pictures().size()))
                        .orElse("");
        Map<String, String> entries = new LinkedHashMap<>(new ModelMetadata(
                        network.name(),
                        provenance.version(),
                        options.sampling().size(),
                        network.levels().stream().map(JndLevel::name).toList(),
                        labels
                                + pseudo.map(stage -> "; before that pseudo-labels by the lite net")
                                        .orElse(""),
                        new ModelMetadata.Training(
                                data, provenance.command(), options.sampling().seed()),
                        report.errors())
                .entries());
        learntFrom(train).ifPresent(sources -> entries.put(SourceHashes.KEY, sources.text()));
        return entries;
    }
}
