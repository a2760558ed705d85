package io.jndencode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.jnd.FramePair;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.JndModel;
import io.jndencode.media.BgrImage;
import io.jndencode.model.Architecture;
import io.jndencode.model.ModelWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All networks that predict levels, trained for a few steps on frames of 64x64. */
class JndTrainingTest {
    private static final Provenance HERE = new Provenance("test", "train", Packing.FLOAT32);
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

    private TrainOptions options(int epochs, TrainOptions.Schedule schedule) {
        return new TrainOptions(
                new TrainOptions.Schedule(
                        epochs, schedule.batch(), schedule.micro(), schedule.rate(), schedule.patience()),
                new TrainOptions.Sampling(5, TinyDataset.SIZE, 64, true),
                TrainOptions.Regularisation.NONE,
                TrainOptions.Output.in(folder),
                0);
    }

    private static TrainOptions.Schedule schedule(double rate) {
        return new TrainOptions.Schedule(1, 2, new LearningRate(rate, LearningRate.Decay.NONE, 0));
    }

    private JndTraining training(Architecture architecture, TrainOptions options) {
        Material material = new Material(layout, backbones, Optional.empty(), Optional.empty());
        return new JndTraining(NetworkId.of(architecture, Optional.of(JndLevel.JND2)), material, options, HERE);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"IMG_RECON", "JND_RECON"})
    void theLossFallsAndTheModelIsWhole(Architecture architecture) {
        List<Double> losses = new ArrayList<>();
        JndTraining.Outcome outcome =
                training(architecture, options(3, schedule(3e-4))).run(losses(losses));
        assertThat(losses.get(2)).isLessThan(losses.get(0));

        List<JndLevel> levels = architecture.levels() == 1
                ? List.of(JndLevel.JND2)
                : List.of(JndLevel.JND1, JndLevel.JND2, JndLevel.JND3);
        try (JndModel model = JndModel.load(outcome.model(), 1)) {
            assertThat(model.card().levels()).isEqualTo(levels);
            assertThat(model.card().name()).startsWith(architecture.id());
            assertThat(model.predict(List.of(FramePair.still(new BgrImage(64, 64, new byte[64 * 64 * 3])))))
                    .isNotNull();
        }
        assertThat(outcome.report().lines()).hasSameSizeAs(levels);
        ModelJudge.Verdict verdict = ModelJudge.judge(outcome.model(), layout, Split.TEST, 1);
        assertThat(verdict.predictions())
                .hasSize(4)
                .allSatisfy(row -> assertThat(row).hasSameSizeAs(levels));
    }

    private static Consumer<TrainEvent> losses(List<Double> losses) {
        return event -> {
            if (event instanceof TrainEvent.EpochDone epoch) {
                losses.add(epoch.trainLoss());
            }
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"LAT", "REC"})
    void frozenBackbonesComeOutBitForBitAsTheyWentIn(Architecture architecture) {
        Path model = training(architecture, options(1, schedule(1e-3)))
                .run(event -> {})
                .model();
        Map<String, float[]> trained = ModelWeights.read(model);
        Map<String, float[]> frozen = ModelWeights.read(backbones.resolve("BestModel-jnd2-recon.onnx"));
        assertThat(frozen.keySet()).anyMatch(name -> name.startsWith("enc"));
        frozen.forEach((name, values) -> {
            if (name.startsWith("enc") || architecture == Architecture.REC) {
                assertThat(trained.get(name)).as(name).isEqualTo(values);
            }
        });
    }

    @Test
    void endToEndTrainingMovesTheBackbone() {
        Path model = training(Architecture.E2E_LAT, options(1, schedule(1e-3)))
                .run(event -> {})
                .model();
        float[] before = ModelWeights.read(backbones.resolve("BestModel-jnd1-recon.onnx"))
                .getOrDefault("enc1.kernel", new float[0]);
        assertThat(ModelWeights.read(model).get("enc1.kernel"))
                .hasSameSizeAs(before)
                .isNotEqualTo(before);
    }

    @Test
    void aBackboneOfAnotherKindIsNamed() throws IOException {
        Files.copy(
                training(Architecture.LAT, options(1, schedule(1e-3)))
                        .run(event -> {})
                        .model(),
                folder.resolve("BestModel-jnd2-recon.onnx"));
        Material wrong = new Material(layout, folder, Optional.empty(), Optional.empty());
        NetworkId rec = NetworkId.of(Architecture.REC, Optional.of(JndLevel.JND2));
        assertThatThrownBy(() -> new JndTraining(rec, wrong, options(1, schedule(1e-3)), HERE).run(event -> {}))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContainingAll("BestModel-jnd2-recon.onnx", "dec1.kernel");
    }

    @Test
    void trainingStopsWhenNothingGetsBetter() {
        List<Double> losses = new ArrayList<>();
        TrainOptions.Schedule still =
                new TrainOptions.Schedule(1, 2, 2, new LearningRate(1e-12, LearningRate.Decay.NONE, 0), 2);
        training(Architecture.E2E_LAT, options(50, still)).run(losses(losses));
        assertThat(losses).hasSizeLessThan(50);
    }

    @Test
    void aBatchInPartsTrainsTooAndItsCurveIsDrawn() throws IOException {
        TrainOptions.Schedule parts =
                new TrainOptions.Schedule(1, 4, 2, new LearningRate(3e-4, LearningRate.Decay.NONE, 0), 0);
        List<Double> losses = new ArrayList<>();
        training(Architecture.LAT, options(4, parts)).run(losses(losses));
        assertThat(losses.get(3)).isLessThan(losses.get(0));
        assertThat(Files.readAllLines(folder.resolve("logs-lat-jnd2.csv")).get(4))
                .startsWith("3;4;");
        assertThat(folder.resolve("logs-lat-jnd2.svg")).content().contains("<polyline");
    }

    @ParameterizedTest
    @EnumSource(names = {"LAT", "E2E_LAT"})
    void aTrainingThatDivergesStopsAndKeepsItsLastGoodState(Architecture architecture) throws IOException {
        JndTraining calm = training(architecture, options(1, schedule(1e-4)));
        calm.run(event -> {});
        List<Path> kept;
        try (var files = Files.list(folder.resolve("checkpoints"))) {
            kept = files.filter(file -> file.toString().endsWith(".ckpt")).toList();
        }
        Map<Path, byte[]> before = new java.util.HashMap<>();
        for (Path file : kept) {
            before.put(file, Files.readAllBytes(file));
        }
        assertThatThrownBy(
                        () -> training(architecture, options(9, schedule(1e30))).run(event -> {}))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContainingAll("diverged", "smaller --learning-rate", "-last.ckpt");
        assertThat(before).hasSize(2);
        before.forEach((file, bytes) -> assertThat(file).hasBinaryContent(bytes));
    }
}
