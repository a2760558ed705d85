package io.jndencode.cli.train;

import io.jndencode.JndException;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.label.InputSizeConverter;
import io.jndencode.model.Architecture;
import io.jndencode.model.InputSize;
import io.jndencode.model.lite.Lite;
import io.jndencode.model.slim.SlimMjLat;
import io.jndencode.train.LearningRate;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.data.NetworkId;
import io.jndencode.train.lite.HeldOutFiles;
import io.jndencode.train.lite.LiteTraining;
import io.jndencode.train.network.PseudoStage;
import io.jndencode.train.network.WeightPrecision;
import io.jndencode.train.slim.SlimTraining;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a network is trained: our names and, beside them, the reference implementation's. */
final class TrainingOptions {
    @Option(
            names = {"--out", "--result_path"},
            paramLabel = "DIR",
            description = "where BestModel*.onnx and logs*.csv are written (default: --checkpoints)")
    private @Nullable Path out;

    @Option(
            names = {"--checkpoints", "--checkpoint_path"},
            paramLabel = "DIR",
            description = "where checkpoints and what frozen backbones give are kept (default: checkpoints in --out)")
    private @Nullable Path checkpoints;

    @Option(
            names = {"--logs", "--csv_log_path"},
            paramLabel = "DIR",
            description = "where logs*.csv and logs*.svg are written (default: --out)")
    private @Nullable Path logs;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "least time between checkpoints (default: ${DEFAULT-VALUE})")
    private int checkpointSeconds = 60;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "300",
            description = "times all pictures are seen; 0 writes what it began with (default: ${DEFAULT-VALUE})")
    private int epochs = 300;

    @Option(
            names = {"--batch-size", "--batch_size"},
            paramLabel = "N",
            defaultValue = "8",
            description = "pictures a step (default: ${DEFAULT-VALUE})")
    private int batch = 8;

    @Option(
            names = "--micro-batch",
            paramLabel = "N",
            description = "pictures that go through the network at once, a divisor of the batch; gradients are summed."
                    + " Smaller ones need less memory (default: 1 of rec, e2e-rec and mj-rec, else the whole batch)")
    private @Nullable Integer micro;

    @Option(
            names = {"--learning-rate", "--learning_rate"},
            paramLabel = "R",
            defaultValue = "1e-5",
            description = "Adam's step size (default: ${DEFAULT-VALUE})")
    private double rate = 1e-5;

    @Option(
            names = "--decay",
            paramLabel = "none|cosine",
            defaultValue = "none",
            description = "how the step size falls over the run (default: ${DEFAULT-VALUE})")
    private LearningRate.Decay decay = LearningRate.Decay.NONE;

    @Option(
            names = "--warm-up",
            paramLabel = "STEPS",
            defaultValue = "0",
            description = "steps over which it rises (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "what chance begins with (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "0",
            description = "stop after N epochs without a better validation loss; 0: never (default)")
    private int patience;

    @Option(
            names = "--crop",
            paramLabel = "PIXELS",
            defaultValue = "256",
            description = "of backbones: side of the training crops (default: ${DEFAULT-VALUE})")
    private int crop = 256;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "640x352",
            converter = InputSizeConverter.class,
            description = "size of the frames the network takes (default: ${DEFAULT-VALUE})")
    private InputSize size = InputSize.STANDARD;

    @Option(
            names = "--no-flips",
            description =
                    "never show pictures mirrored (default: half of the time); halves the cache of frozen backbones")
    private boolean noFlips;

    @Option(
            names = "--weight-decay",
            paramLabel = "D",
            defaultValue = "0",
            description = "decoupled weight decay (default: ${DEFAULT-VALUE})")
    private double weightDecay;

    @Option(
            names = "--dropout",
            paramLabel = "P",
            defaultValue = "0",
            description = "of heads: share of features dropped in a step (default: ${DEFAULT-VALUE})")
    private double dropout;

    @Option(
            names = "--mixup",
            paramLabel = "A",
            defaultValue = "0",
            description = "of heads: blend samples by Beta(A, A) (default: ${DEFAULT-VALUE}, not at all)")
    private double mixup;

    @Option(
            names = "--averaging",
            paramLabel = "B",
            defaultValue = "0",
            description =
                    "of heads: keep a running mean of the weights, old share B a step (default: ${DEFAULT-VALUE})")
    private double averaging;

    @Option(
            names = "--storage",
            paramLabel = "FORM",
            defaultValue = "float32",
            description =
                    "how the file keeps kernels: float32, compact (half precision and eight bits), or int8 (the same, and its"
                            + " encoders compute in eight bits, faster; default: ${DEFAULT-VALUE})")
    private WeightPrecision packing = WeightPrecision.FLOAT32;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "threads of the runtime (default: all)")
    private int threads;

    @Option(
            names = {"-y", "--overwrite"},
            description = "replace the model of a training that is done; one that was stopped goes on without")
    private boolean overwrite;

    /** The options for a network: those that read reconstructions are short of memory. */
    TrainOptions options(NetworkId network) {
        return options(network.architecture().reads() == Architecture.Reads.RECONSTRUCTION ? 1 : batch);
    }

    /** The options where no network is stepped. */
    TrainOptions options() {
        return options(batch);
    }

    private TrainOptions options(int usual) {
        try {
            return new TrainOptions(
                    new TrainOptions.Schedule(
                            epochs,
                            batch,
                            micro == null ? usual : micro,
                            new LearningRate(rate, decay, warmUp),
                            patience),
                    new TrainOptions.Sampling(seed, size, crop, !noFlips),
                    new TrainOptions.Regularisation(weightDecay, dropout, mixup, averaging),
                    output(),
                    threads);
        } catch (IllegalArgumentException e) {
            throw new JndException.Usage("These training options do not go: " + e.getMessage() + ".", e);
        }
    }

    /** Names what training a network writes: files it goes on with, and a model. */
    void declare(RunFiles files, TrainOptions options, NetworkId network) {
        TrainOptions.Output places = options.output();
        String name = network.name();
        boolean goesOn = Stream.of(name, PseudoStage.name(name))
                .anyMatch(each -> Files.exists(places.checkpoints().resolve(each + "-last.ckpt")));
        files.makes("the model", places.models().resolve(network.modelFile()), () -> goesOn || overwrite);
        for (String each : List.of(name, PseudoStage.name(name))) {
            files.goesOnWith(
                            "the checkpoint",
                            List.of(
                                    places.checkpoints().resolve(each + "-last.ckpt"),
                                    places.checkpoints().resolve(each + "-best.ckpt")))
                    .goesOnWith(
                            "the log",
                            List.of(
                                    places.logs().resolve("logs-" + each + ".csv"),
                                    places.logs().resolve("logs-" + each + ".svg")));
        }
        for (String part : List.of("train", "valid", "test", "pseudo")) {
            Path cache = places.checkpoints().resolve("%s-features-%s.bin".formatted(name, part));
            files.goesOnWith("what backbones gave", List.of(cache));
        }
    }

    /** Names what training the lite net writes. */
    void declareLite(RunFiles files) {
        TrainOptions.Output places = output();
        files.makes("the model", places.models().resolve(LiteTraining.FILE), () -> overwrite);
        HeldOutFiles.in(places.models(), Lite.NAME)
                .forEach(file -> files.makes("the held-out shots", file, () -> overwrite));
        files.goesOnWith("the table of signs", List.of(places.checkpoints().resolve("signs.tsv")));
    }

    /** Names what training the slim MJ-LAT writes. */
    void declareSlim(RunFiles files) {
        TrainOptions.Output places = output();
        boolean goesOn = Files.exists(places.checkpoints().resolve(SlimMjLat.NAME + "-encoders-last.ckpt"));
        files.makes("the model", places.models().resolve(SlimTraining.FILE), () -> goesOn || overwrite);
        HeldOutFiles.in(places.models(), SlimMjLat.NAME)
                .forEach(file -> files.makes("the held-out shots", file, () -> goesOn || overwrite));
        files.goesOnWith("the table of signs", List.of(places.checkpoints().resolve("signs.tsv")));
    }

    private TrainOptions.Output output() {
        Path models = out == null ? checkpoints : out;
        if (models == null) {
            throw new JndException.Usage("Give --out DIR: where the model and its log are written.");
        }
        return new TrainOptions.Output(
                models,
                checkpoints == null ? models.resolve("checkpoints") : checkpoints,
                logs == null ? models : logs,
                checkpointSeconds);
    }

    WeightPrecision packing() {
        return packing;
    }
}
