package io.jndencode.train;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.JndException;
import io.jndencode.jnd.JndLevel;
import io.jndencode.media.BgrImage;
import io.jndencode.model.Backbone;
import io.jndencode.model.InputSize;
import io.jndencode.model.ModelWeights;
import io.jndencode.model.WaveletStart;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.nn.TrainingGraph;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private static final long PICTURE_MEMORY = 1L << 30;
    private static final int VALIDATION_PICTURES = 32;

    private final DatasetLayout layout;
    private final Optional<JndLevel> level;
    private final Optional<Path> start;
    private final TrainOptions options;

    /**
     * Sets up a training.
     *
     * @param level the quality to reproduce; empty to reproduce the frame itself
     * @param start a backbone to start from; empty for {@link WaveletStart}
     */
    public BackboneTraining(
            DatasetLayout layout, Optional<JndLevel> level, Optional<Path> start, TrainOptions options) {
        this.layout = layout;
        this.level = level;
        this.start = start;
        this.options = options;
    }

    /** The file name of the best model. */
    public static String fileName(Optional<JndLevel> level) {
        return "BestModel-" + name(level) + ".onnx";
    }

    private static String name(Optional<JndLevel> level) {
        return level.map(chosen -> chosen.name().toLowerCase(Locale.ROOT) + "-recon")
                .orElse("img-recon");
    }

    /** Trains and gives the file of the best model. */
    public Path run(Consumer<TrainEvent> listener) {
        InputSize size = InputSize.STANDARD;
        if (options.crop() > Math.min(size.width(), size.height())) {
            throw new JndException.Usage("Crops of %d pixels are larger than the pictures' %dx%d."
                    .formatted(options.crop(), size.width(), size.height()));
        }
        Backbone network = Backbone.of(new InputSize(options.crop(), options.crop()));
        Map<String, float[]> initial =
                start.map(ModelWeights::read).orElseGet(() -> WaveletStart.weights(network.graph(), options.seed()));
        PictureStore store = new PictureStore(size.width(), size.height(), PICTURE_MEMORY);
        CropBatches batches =
                new CropBatches(pairs(Split.TRAIN), store, options.batch(), options.crop(), options.seed());
        TrainingGraph graph = TrainingGraph.of(network.graph(), network.loss()).build();
        try (Validator validator = new CropValidator(network, spread(pairs(Split.VALID)), store)) {
            Trainer.Job job = new Trainer.Job(name(level), graph, initial, batches, validator);
            Checkpoint best = new Trainer(job, options, listener).run();
            return write(best.tensors(), listener);
        }
    }

    private Path write(Map<String, float[]> weights, Consumer<TrainEvent> listener) {
        Backbone whole = Backbone.of(InputSize.STANDARD);
        ModelProto model = InferenceGraph.of(whole.graph())
                .output("reconstruction", whole.reconstruction())
                .metadata(Map.of("jnd.schema", "jnd-encode/backbone/1", "jnd.name", name(level)))
                .withWeights(weights);
        Path file = options.results().resolve(fileName(level));
        ModelWeights.write(model, file);
        listener.accept(new TrainEvent.Written(file));
        return file;
    }

    private List<CropBatches.Pair> pairs(Split split) {
        Dataset dataset = Dataset.read(layout, split);
        List<Path> pictures =
                dataset.pictures().stream().map(LabelledPicture::file).toList();
        List<Path> targets = level.map(dataset::coded).orElse(pictures);
        return IntStream.range(0, pictures.size())
                .mapToObj(i -> new CropBatches.Pair(pictures.get(i), targets.get(i)))
                .toList();
    }

    private static List<CropBatches.Pair> spread(List<CropBatches.Pair> pairs) {
        int count = Math.min(VALIDATION_PICTURES, pairs.size());
        return IntStream.range(0, count)
                .mapToObj(i -> pairs.get((int) ((long) i * pairs.size() / count)))
                .toList();
    }

    /** Mean squared error on the middles of validation pictures. */
    private final class CropValidator implements Validator {
        private final Backbone network;
        private final List<CropBatches.Pair> pairs;
        private final PictureStore store;
        private final ModelRunner runner;
        private final FloatBuffer frame;
        private final FloatBuffer target;

        CropValidator(Backbone network, List<CropBatches.Pair> pairs, PictureStore store) {
            this.network = network;
            this.pairs = pairs;
            this.store = store;
            this.runner = new ModelRunner(
                    InferenceGraph.of(network.graph())
                            .output("reconstruction", network.reconstruction())
                            .withWeightInputs(),
                    options.threads());
            int samples = 3 * options.crop() * options.crop();
            this.frame = FloatBuffer.allocate(samples);
            this.target = FloatBuffer.allocate(samples);
        }

        @Override
        public List<String> columns() {
            return List.of("val_psnr");
        }

        @Override
        public Judgement judge(Map<String, FloatBuffer> weights) {
            Map<String, ModelRunner.Feed> feeds = WeightFeeds.of(network.graph(), weights);
            List<Double> errors = new ArrayList<>();
            for (CropBatches.Pair pair : pairs) {
                put(pair.picture(), frame);
                put(pair.target(), target);
                feeds.put("frame", new ModelRunner.Feed(frame, 1, 3, options.crop(), options.crop()));
                float[] made = runner.run(feeds).getOrDefault("reconstruction", new float[0]);
                double sum = 0;
                for (int i = 0; i < made.length; i++) {
                    double error = made[i] - target.get(i);
                    sum += error * error;
                }
                errors.add(sum / target.capacity());
            }
            double mean = errors.stream().mapToDouble(e -> e).average().orElseThrow();
            return new Judgement(mean, List.of(10 * Math.log10(255 * 255 / mean)));
        }

        private void put(Path file, FloatBuffer into) {
            BgrImage picture = store.picture(file);
            int crop = options.crop();
            int x = (picture.width() - crop) / 2;
            int y = (picture.height() - crop) / 2;
            new CropBatches.Window(x, y, crop, false).put(picture, into.clear());
        }

        @Override
        public void close() {
            runner.close();
        }
    }
}
