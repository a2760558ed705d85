package io.jndencode.train.network;

import io.jndencode.dataset.Dataset;
import io.jndencode.model.Architecture;
import io.jndencode.model.JndNetwork;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.Trainer;
import io.jndencode.train.data.FeatureBatches;
import io.jndencode.train.data.FeatureStore;
import io.jndencode.train.data.NetworkId;
import io.jndencode.train.evaluate.ShotScores;
import java.nio.FloatBuffer;
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
        job = new Trainer.Job(
                network.name(),
                setting.graph(head),
                setting.initial(head.graph(), Map.of()),
                new FeatureBatches(trainStore, setting.train().pictures(), network.levels(), options),
                validator);
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
