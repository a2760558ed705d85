package io.jndencode.train;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.jnd.JndLevel;
import io.jndencode.model.Architecture;
import io.jndencode.model.InputSize;
import io.jndencode.model.JndNetwork;
import io.jndencode.model.ModelMetadata;
import io.jndencode.model.ModelWeights;
import io.jndencode.nn.Adam;
import io.jndencode.nn.Graph;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.nn.Parameter;
import io.jndencode.nn.TrainingGraph;
import io.jndencode.nn.Value;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Trains MJ-LAT's heads on the latents of three frozen jnd-recon encoders and writes the whole network.
 *
 * <p>The encoders run once over all pictures and their mirror images; then only the trainable part is stepped.
 */
public final class MjLatTraining {
    /** The best head's whole network. */
    public static final String FILE = "BestModel-mj-lat.onnx";

    private static final double SMALL_START = 0.1;

    private final DatasetLayout layout;
    private final Path backbones;
    private final TrainOptions options;
    private final Provenance provenance;
    private final InputSize size = InputSize.STANDARD;

    /**
     * Sets up a training.
     *
     * @param backbones folder with the three {@code BestModel-jndK-recon.onnx}
     * @param provenance what the written model says of where it came from
     */
    public MjLatTraining(DatasetLayout layout, Path backbones, TrainOptions options, Provenance provenance) {
        this.layout = layout;
        this.backbones = backbones;
        this.options = options;
        this.provenance = provenance;
    }

    /**
     * What came out.
     *
     * @param model the file
     * @param report scores of that very file on the validation part (of the head in single precision on the training
     *     part), with the training part's means as the constant to beat
     */
    public record Outcome(Path model, ModelReport report) {}

    /** Trains, judges, writes. */
    public Outcome run(Consumer<TrainEvent> listener) {
        Map<String, float[]> encoders = encoderWeights();
        Dataset train = Dataset.read(layout, Split.TRAIN);
        Dataset valid = Dataset.read(layout, Split.VALID);
        LabelStatistics labels = LabelStatistics.of(train.pictures());
        JndNetwork.Trainable judged = JndNetwork.head(Architecture.MJ_LAT, size, labels.means(), false);
        try (LatentStore trainStore = filled(train, encoders, listener);
                LatentStore validStore = filled(valid, encoders, listener);
                HeadValidator validator = validator(judged, validStore, valid)) {
            boolean dropout = options.regularisation().dropout() > 0;
            JndNetwork.Trainable head = JndNetwork.head(Architecture.MJ_LAT, size, labels.means(), dropout);
            Adam adam = options.regularisation().decay() > 0 ? Adam.standard().withDecay() : Adam.standard();
            TrainingGraph graph =
                    TrainingGraph.of(head.graph(), head.loss()).optimizer(adam).build();
            LatentBatches batches = new LatentBatches(trainStore, train.pictures(), options);
            Trainer.Job job = new Trainer.Job("mj-lat", graph, initial(head.graph()), batches, validator);
            Map<String, float[]> best =
                    new Trainer(job, options, listener).run().tensors();
            Map<String, float[]> all = new LinkedHashMap<>(encoders);
            all.putAll(best);
            Map<String, FloatBuffer> weights = new LinkedHashMap<>();
            best.forEach((name, values) -> weights.put(name, FloatBuffer.wrap(values)));
            ShotScores onTrain;
            try (HeadValidator trainJudge = validator(judged, trainStore, train)) {
                onTrain = trainJudge.predict(weights);
            }
            InferenceGraph network = packed();
            listener.accept(new TrainEvent.Judging(valid.pictures().size()));
            ShotScores judgedFile = ModelJudge.scores(network.withWeights(all), valid, options.threads());
            ModelReport report = new ModelReport(labels, onTrain, judgedFile);
            Path file = options.results().resolve(FILE);
            ModelWeights.write(network.metadata(metadata(report).entries()).withWeights(all), file);
            listener.accept(new TrainEvent.Written(file));
            return new Outcome(file, report);
        }
    }

    /** The encoders' weights under the names they have in MJ-LAT. */
    private Map<String, float[]> encoderWeights() {
        Map<String, float[]> weights = new LinkedHashMap<>();
        int index = 0;
        for (JndLevel level : JndLevel.values()) {
            String prefix = JndNetwork.backbonePrefix(Architecture.MJ_LAT, index++);
            Path file = backbones.resolve(BackboneTraining.fileName(Optional.of(level)));
            ModelWeights.read(file).forEach((name, values) -> {
                if (name.startsWith("enc")) {
                    weights.put(prefix + name, values);
                }
            });
        }
        return weights;
    }

    private LatentStore filled(Dataset dataset, Map<String, float[]> encoders, Consumer<TrainEvent> listener) {
        JndNetwork.Whole whole = JndNetwork.whole(Architecture.MJ_LAT, size);
        List<Value> latents = whole.features();
        List<Path> pictures =
                dataset.pictures().stream().map(LabelledPicture::file).toList();
        try {
            Files.createDirectories(options.checkpoints());
        } catch (IOException e) {
            throw new io.jndencode.JndException.Model(
                    "The folder %s cannot be made.".formatted(options.checkpoints()), e);
        }
        Path file = options.checkpoints().resolve("latents-" + dataset.split().folder() + ".bin");
        LatentStore store = LatentStore.open(
                file, key(encoders), pictures, size, latents.get(0).shape());
        ModelProto model = InferenceGraph.of(whole.graph())
                .output("latent1", latents.get(0))
                .output("latent2", latents.get(1))
                .output("latent3", latents.get(2))
                .withWeights(encoders);
        try (ModelRunner runner = new ModelRunner(model, options.threads())) {
            store.fill(runner, done -> listener.accept(new TrainEvent.Caching(done, store.samples())));
        }
        return store;
    }

    private static String key(Map<String, float[]> encoders) {
        long hash = 17;
        for (Map.Entry<String, float[]> weight : encoders.entrySet()) {
            hash = 31 * (31 * hash + weight.getKey().hashCode()) + java.util.Arrays.hashCode(weight.getValue());
        }
        return "encoders " + Long.toHexString(hash);
    }

    private HeadValidator validator(JndNetwork.Trainable head, LatentStore store, Dataset dataset) {
        HeadValidator.LatentShape shape = new HeadValidator.LatentShape(
                store.latentSize() / (size.latentHeight() * size.latentWidth()),
                size.latentHeight(),
                size.latentWidth());
        return new HeadValidator(head, new HeadValidator.Data(store, dataset.pictures(), shape), options.threads());
    }

    /** Fresh weights; the last layers start small, so that every head starts at its mean level. */
    private Map<String, float[]> initial(Graph graph) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        for (Parameter parameter : graph.parameters()) {
            float[] values = parameter.initialValues(options.seed());
            if (parameter.name().endsWith(".level.kernel")) {
                for (int i = 0; i < values.length; i++) {
                    values[i] *= (float) SMALL_START;
                }
            }
            weights.put(parameter.name(), values);
        }
        return weights;
    }

    /** The whole network, its kernels kept as the provenance says. */
    private InferenceGraph packed() {
        JndNetwork.Whole whole = JndNetwork.whole(Architecture.MJ_LAT, size);
        return InferenceGraph.of(whole.graph()).output("jnd", whole.jnd()).storage(provenance.packing()::storage);
    }

    private ModelMetadata metadata(ModelReport report) {
        String labels = Files.exists(layout.manifest())
                ? Manifest.read(layout.manifest()).labels()
                : "unknown: the dataset has no manifest.json";
        String data = "%s: %d training shots, %d validation shots of other sources"
                .formatted(
                        layout.root().getFileName(),
                        report.labels().shots(),
                        report.valid().shots().size());
        return new ModelMetadata(
                Architecture.MJ_LAT.id(),
                provenance.version(),
                size,
                Stream.of(JndLevel.values()).map(JndLevel::name).toList(),
                labels,
                new ModelMetadata.Training(data, provenance.command(), options.seed()),
                report.errors());
    }
}
