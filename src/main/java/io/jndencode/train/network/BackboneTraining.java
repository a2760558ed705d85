package io.jndencode.train.network;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.JndException;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.Split;
import io.jndencode.model.Backbone;
import io.jndencode.model.InputSize;
import io.jndencode.model.ModelWeights;
import io.jndencode.model.WaveletStart;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.nn.TrainingGraph;
import io.jndencode.train.Checkpoint;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.Trainer;
import io.jndencode.train.Validator;
import io.jndencode.train.data.FrameBatches;
import io.jndencode.train.data.FrameSamples;
import io.jndencode.train.data.FrameSamples.Sample;
import io.jndencode.train.data.FrameSamples.Window;
import io.jndencode.train.data.NetworkId;
import io.jndencode.train.data.PictureStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Trains img-recon, or jnd-recon of one level from img-recon's weights, on random crops.
 *
 * <p>Writes {@code BestModel-img-recon.onnx} or {@code BestModel-jndK-recon.onnx} and the log beside it.
 */
public final class BackboneTraining {
    private static final int VALIDATION_PICTURES = 32;

    private final NetworkId network;
    private final TrainingMaterial material;
    private final TrainOptions options;

    /** Creates a training; if the material has no weights to start from, it starts from {@link WaveletStart}. */
    public BackboneTraining(NetworkId network, TrainingMaterial material, TrainOptions options) {
        if (network.architecture().levels() != 0) {
            throw new IllegalArgumentException(network.name() + " is no backbone");
        }
        this.network = network;
        this.material = material;
        this.options = options;
    }

    /** Trains and returns the file of the best model. */
    public Path run(Consumer<TrainEvent> listener) {
        InputSize size = options.sampling().size();
        int crop = options.sampling().crop();
        if (crop > Math.min(size.width(), size.height())) {
            throw new JndException.Usage("Crops of %d pixels are larger than the pictures' %dx%d."
                    .formatted(crop, size.width(), size.height()));
        }
        Backbone cropped = Backbone.of(new InputSize(crop, crop));
        Map<String, float[]> initial = material.weights()
                .or(material::start)
                .map(ModelWeights::read)
                .orElseGet(() ->
                        WaveletStart.weights(cropped.graph(), options.sampling().seed()));
        PictureStore store = new PictureStore(size);
        FrameSamples train = new FrameSamples(samples(Split.TRAIN), "target", List.of(), store);
        FrameSamples valid = new FrameSamples(spread(samples(Split.VALID)), "target", List.of(), store);
        Window middle = new Window((size.width() - crop) / 2, (size.height() - crop) / 2, crop, crop, false);
        FrameBatches batches =
                new FrameBatches(train, middle, options.schedule().micro(), options.sampling());
        TrainingGraph graph = TrainingGraph.of(cropped.graph(), cropped.loss())
                .optimizer(options.optimizer())
                .build();
        FrameValidator.Evaluated evaluated =
                new FrameValidator.Evaluated(cropped.graph(), cropped.loss(), Optional.empty());
        try (Validator validator = new FrameValidator(evaluated, valid, middle, options.threads())) {
            Trainer.Job job = new Trainer.Job(network.name(), graph, initial, batches, validator);
            Checkpoint best = new Trainer(job, options, listener).run();
            return write(best.tensors(), listener);
        }
    }

    private Path write(Map<String, float[]> weights, Consumer<TrainEvent> listener) {
        Backbone whole = Backbone.of(options.sampling().size());
        ModelProto model = InferenceGraph.of(whole.graph())
                .output("reconstruction", whole.reconstruction())
                .metadata(Map.of("jnd.schema", "jnd-encode/backbone/1", "jnd.name", network.name()))
                .withWeights(weights);
        Path file = options.output().models().resolve(network.modelFile());
        ModelWeights.write(model, file);
        listener.accept(new TrainEvent.Written(file));
        return file;
    }

    private List<Sample> samples(Split split) {
        return FrameSamples.of(Dataset.read(material.layout(), split), network.levels());
    }

    private static List<Sample> spread(List<Sample> samples) {
        int count = Math.min(VALIDATION_PICTURES, samples.size());
        return IntStream.range(0, count)
                .mapToObj(i -> samples.get((int) ((long) i * samples.size() / count)))
                .toList();
    }
}
