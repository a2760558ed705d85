package io.jndencode.train.network;

import io.jndencode.dataset.Dataset;
import io.jndencode.model.Architecture;
import io.jndencode.model.InputSize;
import io.jndencode.model.JndNetwork;
import io.jndencode.nn.TrainingGraph;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.Trainer;
import io.jndencode.train.data.FeatureBatches;
import io.jndencode.train.data.FeatureStore;
import io.jndencode.train.data.NetworkId;
import io.jndencode.train.evaluate.ShotScores;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trains the layers after frozen backbones: every picture passes through the backbones once, their outputs are stored
 * on disk, and only the rest of the network is in the training graph. Owns its stores.
 */
final class FrozenBackboneTraining implements TrainingStrategy {
    private final FrozenBackbones backbones;
    private final FeatureStore trainStore;
    private final FeatureStore validStore;
    private final HeadValidator validator;
    private final HeadValidator onTraining;
    private final Trainer.Job job;

    FrozenBackboneTraining(JndTraining.Setting setting, Consumer<TrainEvent> listener) {
        NetworkId network = setting.network();
        TrainOptions options = setting.options();
        Architecture architecture = network.architecture();
        backbones = new FrozenBackbones(
                network, options.sampling().size(), setting.material().backbones());
        trainStore = backbones.features(setting.train(), options.sampling().flips(), options, listener);
        validStore = backbones.features(setting.valid(), false, options, listener);
        List<Double> starts = setting.means();
        JndNetwork.Trainable evaluated =
                JndNetwork.head(architecture, options.sampling().size(), starts, false);
        validator = validator(evaluated, validStore, setting.valid(), setting);
        onTraining = validator(evaluated, trainStore, setting.train(), setting);
        boolean dropout = options.regularisation().dropout() > 0;
        JndNetwork.Trainable head =
                JndNetwork.head(architecture, options.sampling().size(), starts, dropout);
        Map<String, float[]> begun = setting.pseudo()
                .map(stage -> taught(stage, setting, head, listener))
                .orElseGet(() -> setting.initial(head.graph(), Map.of()));
        job = new Trainer.Job(
                network.name(),
                setting.graph(head),
                begun,
                new FeatureBatches(trainStore, setting.train().pictures(), network.levels(), options),
                validator);
    }

    /** Returns the whole network's weights as a training would begin with them, without looking at a picture. */
    static Map<String, float[]> untrained(JndTraining.Setting setting) {
        NetworkId network = setting.network();
        InputSize size = setting.options().sampling().size();
        Map<String, float[]> weights = new LinkedHashMap<>(
                new FrozenBackbones(network, size, setting.material().backbones()).weights());
        weights.putAll(setting.initial(
                JndNetwork.head(network.architecture(), size, setting.means(), false)
                        .graph(),
                Map.of()));
        return weights;
    }

    /** Trains the stage on pseudo-labels to its end and returns the weights. */
    private Map<String, float[]> taught(
            PseudoStage stage, JndTraining.Setting setting, JndNetwork.Trainable head, Consumer<TrainEvent> listener) {
        NetworkId network = setting.network();
        // The pictures were mirrored at random when they were made.
        try (FeatureStore store = backbones.features("pseudo", stage.pictures(), false, stage.options(), listener)) {
            Trainer.Job begin = new Trainer.Job(
                    PseudoStage.name(network.name()),
                    TrainingGraph.of(head.graph(), head.loss())
                            .optimizer(stage.options().optimizer())
                            .build(),
                    setting.initial(head.graph(), Map.of()),
                    new FeatureBatches(store, stage.pictures(), network.levels(), stage.options()),
                    validator);
            return new Trainer(begin, stage.options(), listener).runToEnd();
        }
    }

    private static HeadValidator validator(
            JndNetwork.Trainable head, FeatureStore store, Dataset dataset, JndTraining.Setting setting) {
        HeadValidator.Data data = new HeadValidator.Data(
                store, dataset.pictures(), setting.network().levels());
        return new HeadValidator(head, data, setting.options().threads());
    }

    @Override
    public Trainer.Job job() {
        return job;
    }

    @Override
    public Map<String, float[]> frozen() {
        return backbones.weights();
    }

    @Override
    public Optional<ShotScores> onTraining(Map<String, FloatBuffer> trained) {
        return Optional.of(onTraining.predict(trained));
    }

    @Override
    public void close() {
        validator.close();
        onTraining.close();
        trainStore.close();
        validStore.close();
    }
}
