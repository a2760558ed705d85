package io.jndencode.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.inference.FramePair;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.BgrImage;
import io.jndencode.model.Architecture;
import io.jndencode.model.Backbone;
import io.jndencode.model.InputSize;
import io.jndencode.model.ModelWeights;
import io.jndencode.model.WaveletStart;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.train.LearningRate;
import io.jndencode.train.TinyDataset;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.data.NetworkId;
import io.jndencode.train.evaluate.ModelEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All networks that predict levels, trained for a few steps on frames as small as they take. */
class JndTrainingTest {
    private static final Provenance HERE = new Provenance("test", "train", WeightPrecision.FLOAT32);
    private static DatasetLayout layout = new DatasetLayout(Path.of(""));
    private static Path backbones = Path.of("");

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void pictures() throws IOException {
        layout = TinyDataset.write(shared.resolve("set"));
        backbones = shared.resolve("backbones");
        TinyDataset.backbones(backbones);
    }

    /** Four poolings of latents leave a pixel of 64x64, five of reconstructions one of 32x32. */
    private static InputSize size(Architecture architecture) {
        return architecture.reads() == Architecture.Reads.RECONSTRUCTION ? new InputSize(32, 32) : TinyDataset.SIZE;
    }

    private TrainOptions options(Architecture architecture, int epochs, TrainOptions.Schedule schedule) {
        return new TrainOptions(
                new TrainOptions.Schedule(
                        epochs, schedule.batch(), schedule.micro(), schedule.rate(), schedule.patience()),
                new TrainOptions.Sampling(5, size(architecture), 32, true),
                TrainOptions.Regularisation.NONE,
                TrainOptions.Output.in(folder),
                1);
    }

    private static TrainOptions.Schedule schedule(double rate) {
        return new TrainOptions.Schedule(1, 2, new LearningRate(rate, LearningRate.Decay.NONE, 0));
    }

    private JndTraining training(Architecture architecture, TrainOptions options) {
        TrainingMaterial material = new TrainingMaterial(layout, backbones, Optional.empty(), Optional.empty());
        return new JndTraining(NetworkId.of(architecture, Optional.of(JndLevel.JND2)), material, options, HERE);
    }

    /** One on frozen backbones, one end to end. */
    @ParameterizedTest
    @EnumSource(names = {"LAT", "E2E_REC"})
    void theLossFallsAndTheModelIsWhole(Architecture architecture) {
        trained(architecture);
    }

    @ParameterizedTest
    @Tag("long")
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"IMG_RECON", "JND_RECON", "LAT", "E2E_REC"})
    void theLossOfEveryOtherNetworkFallsToo(Architecture architecture) {
        trained(architecture);
    }

    private void trained(Architecture architecture) {
        List<Double> losses = new ArrayList<>();
        JndTraining.Outcome outcome =
                training(architecture, options(architecture, 3, schedule(3e-4))).run(losses(losses));
        assertThat(losses.get(2)).isLessThan(losses.get(0));

        List<JndLevel> levels = architecture.levels() == 1
                ? List.of(JndLevel.JND2)
                : List.of(JndLevel.JND1, JndLevel.JND2, JndLevel.JND3);
        try (JndModel model = JndModel.load(outcome.model(), 1)) {
            assertThat(model.card().levels()).isEqualTo(levels);
            assertThat(model.card().name()).startsWith(architecture.id());
            assertThat(model.predict(List.of(FramePair.still(black(size(architecture))))))
                    .isNotNull();
        }
        assertThat(outcome.report().lines()).hasSameSizeAs(levels);
        ModelEvaluator.Verdict verdict = ModelEvaluator.evaluate(outcome.model(), layout, Split.TEST, 1);
        assertThat(verdict.predictions())
                .hasSize(4)
                .allSatisfy(row -> assertThat(row).hasSameSizeAs(levels));
        backboneMovedOnlyEndToEnd(architecture, outcome.model());
    }

    private static BgrImage black(InputSize size) {
        return new BgrImage(size.width(), size.height(), new byte[size.width() * size.height() * 3]);
    }

    private static Consumer<TrainEvent> losses(List<Double> losses) {
        return event -> {
            if (event instanceof TrainEvent.EpochDone epoch) {
                losses.add(epoch.trainLoss());
            }
        };
    }

    /** Frozen backbones come out bit for bit as they went in; those of end-to-end networks do not. */
    private static void backboneMovedOnlyEndToEnd(Architecture architecture, Path model) {
        Map<String, float[]> trained = ModelWeights.read(model);
        Map<String, float[]> started = ModelWeights.read(backbones.resolve("BestModel-jnd2-recon.onnx"));
        String prefix = architecture.levels() == 1 ? "" : "jnd2.";
        boolean wholeIsRead = architecture.reads() == Architecture.Reads.RECONSTRUCTION;
        assertThat(started.keySet()).anyMatch(name -> name.startsWith("enc"));
        started.forEach((name, values) -> {
            if (name.startsWith("enc") || wholeIsRead) {
                var weights = assertThat(trained.get(prefix + name)).as(name).hasSameSizeAs(values);
                if (architecture.endToEnd()) {
                    weights.isNotEqualTo(values);
                } else {
                    weights.isEqualTo(values);
                }
            }
        });
    }

    @Test
    void aBackboneOfAnotherKindIsNamed() throws IOException {
        Backbone encoder = Backbone.of(TinyDataset.SIZE);
        ModelWeights.write(
                InferenceGraph.of(encoder.graph())
                        .output("latent", encoder.latent())
                        .withWeights(WaveletStart.weights(encoder.graph(), 1)),
                folder.resolve("BestModel-jnd2-recon.onnx"));
        TrainingMaterial wrong = new TrainingMaterial(layout, folder, Optional.empty(), Optional.empty());
        NetworkId rec = NetworkId.of(Architecture.REC, Optional.of(JndLevel.JND2));
        assertThatThrownBy(() -> new JndTraining(rec, wrong, options(Architecture.REC, 1, schedule(1e-3)), HERE)
                        .run(event -> {}))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContainingAll("BestModel-jnd2-recon.onnx", "dec1.kernel");
    }

    @Test
    void trainingStopsWhenNothingGetsBetter() {
        List<Double> losses = new ArrayList<>();
        TrainOptions.Schedule still =
                new TrainOptions.Schedule(1, 2, 2, new LearningRate(1e-12, LearningRate.Decay.NONE, 0), 2);
        training(Architecture.LAT, options(Architecture.LAT, 50, still)).run(losses(losses));
        assertThat(losses).hasSizeLessThan(50);
    }

    @Test
    void aBatchInPartsTrainsTooAndItsCurveIsDrawn() throws IOException {
        TrainOptions.Schedule parts =
                new TrainOptions.Schedule(1, 4, 2, new LearningRate(3e-4, LearningRate.Decay.NONE, 0), 0);
        List<Double> losses = new ArrayList<>();
        training(Architecture.LAT, options(Architecture.LAT, 4, parts)).run(losses(losses));
        assertThat(losses.get(3)).isLessThan(losses.get(0));
        assertThat(Files.readAllLines(folder.resolve("logs-lat-jnd2.csv")).get(4))
                .startsWith("3;4;");
        assertThat(folder.resolve("logs-lat-jnd2.svg")).content().contains("<polyline");
    }

    @Test
    void aTrainingThatDivergesStopsAndKeepsItsLastGoodState() throws IOException {
        lastGoodStateIsKept(Architecture.LAT);
    }

    @Test
    @Tag("long")
    void oneEndToEndDoesSoToo() throws IOException {
        lastGoodStateIsKept(Architecture.E2E_REC);
    }

    private void lastGoodStateIsKept(Architecture architecture) throws IOException {
        JndTraining calm = training(architecture, options(architecture, 1, schedule(1e-4)));
        calm.run(event -> {});
        List<Path> kept;
        try (var files = Files.list(folder.resolve("checkpoints"))) {
            kept = files.filter(file -> file.toString().endsWith(".ckpt")).toList();
        }
        Map<Path, byte[]> before = new java.util.HashMap<>();
        for (Path file : kept) {
            before.put(file, Files.readAllBytes(file));
        }
        assertThatThrownBy(() -> training(architecture, options(architecture, 9, schedule(1e30)))
                        .run(event -> {}))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContainingAll("diverged", "smaller --learning-rate", "-last.ckpt");
        assertThat(before).hasSize(2);
        before.forEach((file, bytes) -> assertThat(file).hasBinaryContent(bytes));
    }
}
