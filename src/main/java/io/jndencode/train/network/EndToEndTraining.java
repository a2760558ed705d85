package io.jndencode.train.network;

import io.jndencode.dataset.Dataset;
import io.jndencode.model.Backbone;
import io.jndencode.model.InputSize;
import io.jndencode.model.JndNetwork;
import io.jndencode.model.ModelWeights;
import io.jndencode.model.WaveletStart;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.Trainer;
import io.jndencode.train.data.FrameBatches;
import io.jndencode.train.data.FrameSamples;
import io.jndencode.train.data.FrameSamples.Window;
import io.jndencode.train.data.NetworkId;
import io.jndencode.train.data.PictureStore;
import io.jndencode.train.evaluate.ShotScores;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;

/** Trains a whole network end to end, its backbone starting from img-recon's weights. */
final class EndToEndTraining implements TrainingStrategy {
    private final Trainer.Job job;
    private final FrameValidator validator;

    EndToEndTraining(JndTraining.Setting setting) {
        NetworkId network = setting.network();
        TrainOptions options = setting.options();
        InputSize size = options.sampling().size();
        JndNetwork.Trainable whole = JndNetwork.endToEnd(
                network.architecture(), size, setting.means().get(0));
        PictureStore store = new PictureStore(size);
        Window all = new Window(0, 0, size.width(), size.height(), false);
        validator = new FrameValidator(
                new FrameValidator.Evaluated(whole.graph(), whole.loss(), Optional.of(whole.jnd())),
                samples(setting, setting.valid(), store),
                all,
                options.threads());
        job = new Trainer.Job(
                network.name(),
                setting.graph(whole),
                setting.initial(whole.graph(), backbone(setting)),
                new FrameBatches(
                        samples(setting, setting.train(), store),
                        all,
                        options.schedule().micro(),
                        options.sampling()),
                validator);
    }

    private static FrameSamples samples(JndTraining.Setting setting, Dataset dataset, PictureStore store) {
        NetworkId network = setting.network();
        return new FrameSamples(FrameSamples.of(dataset, network.levels()), "coded", network.levels(), store);
    }

    private static Map<String, float[]> backbone(JndTraining.Setting setting) {
        TrainOptions.Sampling sampling = setting.options().sampling();
        return setting.material()
                .start()
                .map(ModelWeights::read)
                .orElseGet(
                        () -> WaveletStart.weights(Backbone.of(sampling.size()).graph(), sampling.seed()));
    }

    @Override
    public Trainer.Job job() {
        return job;
    }

    @Override
    public Map<String, float[]> frozen() {
        return Map.of();
    }

    /** Empty, because every picture would have to pass through the whole network once more. */
    @Override
    public Optional<ShotScores> onTraining(Map<String, FloatBuffer> trained) {
        return Optional.empty();
    }

    @Override
    public void close() {
        validator.close();
    }
}
