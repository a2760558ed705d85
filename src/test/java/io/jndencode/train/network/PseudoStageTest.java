package io.jndencode.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.model.Architecture;
import io.jndencode.train.LearningRate;
import io.jndencode.train.TinyDataset;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.data.NetworkId;
import io.jndencode.train.evaluate.ModelEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage on pseudo-labels before that on labels, of a network of one level. */
class PseudoStageTest {
    private static final NetworkId LAT = NetworkId.of(Architecture.LAT, Optional.of(JndLevel.JND1));
    private static DatasetLayout data = new DatasetLayout(Path.of(""));
    private static DatasetLayout pseudo = new DatasetLayout(Path.of(""));
    private static Path backbones = Path.of("");

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void pictures() throws IOException {
        data = TinyDataset.write(shared.resolve("set"));
        pseudo = TinyDataset.withManifest(
                shared.resolve("pseudo"),
                4,
                "pseudo-labels by a test",
                (split, i) -> new TinyDataset.Origin("p" + split.folder() + i, "", 40));
        backbones = shared.resolve("backbones");
        TinyDataset.backbones(backbones);
    }

    private TrainOptions options(String out, int epochs) {
        return new TrainOptions(
                new TrainOptions.Schedule(epochs, 4, new LearningRate(5e-3, LearningRate.Decay.COSINE, 1)),
                new TrainOptions.Sampling(5, TinyDataset.SIZE, 32, true),
                new TrainOptions.Regularisation(1e-2, 0.2, 0.2, 0.5),
                TrainOptions.Output.in(folder.resolve(out)),
                1);
    }

    private Path trained(String out, int onPseudo, int onLabels, Consumer<TrainEvent> listener) {
        TrainingMaterial material = new TrainingMaterial(data, backbones, Optional.empty(), Optional.empty());
        PseudoStage stage =
                new PseudoStage(Dataset.read(pseudo, Split.TRAIN).pictures(), options(out, onPseudo), "pseudo");
        Provenance here = new Provenance("test", "train", WeightPrecision.FLOAT32);
        return new JndTraining(LAT, material, options(out, onLabels), here, Optional.of(stage))
                .run(listener)
                .model();
    }

    private static double meanLevel(Path model) {
        return ModelEvaluator.evaluate(model, data, Split.TEST, 1).predictions().stream()
                .mapToDouble(levels -> levels.get(0))
                .average()
                .orElseThrow();
    }

    /** Pseudo-labels are 40 and labels 24 to 27: what the first stage taught is what the second begins with. */
    @Test
    void theSecondStageBeginsWhereTheFirstEnded() {
        double taught = meanLevel(trained("taught", 8, 0, event -> {}));
        double without = meanLevel(trained("little", 1, 0, event -> {}));
        assertThat(taught).isGreaterThan(without + 0.5);
    }

    @Test
    @Tag("long")
    void aStoppedTrainingEndsInTheSameFileInWhicheverStageItStopped() throws IOException {
        Path whole = trained("whole", 2, 2, event -> {});
        for (int stopAt : List.of(1, 3)) {
            String out = "stopped" + stopAt;
            int[] steps = {0};
            assertThatThrownBy(() -> trained(out, 2, 2, event -> {
                        if (event instanceof TrainEvent.Stepped && ++steps[0] == stopAt) {
                            Thread.currentThread().interrupt();
                        }
                    }))
                    .isInstanceOf(JndException.Interrupted.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(folder.resolve(out).resolve("BestModel-lat-jnd1.onnx")).doesNotExist();
            assertThat(trained(out, 2, 2, event -> {})).hasSameBinaryContentAs(whole);
        }
        assertThat(Files.readAllLines(folder.resolve("whole/logs-lat-jnd1-pseudo.csv")))
                .hasSize(3);
    }

    @Test
    void theModelSaysWhatItLearntFrom() {
        Path model = trained("said", 1, 1, event -> {});
        try (JndModel loaded = JndModel.load(model, 1)) {
            assertThat(loaded.card().labels()).contains("pseudo-labels by the lite net");
        }
        ModelEvaluator.Verdict onPseudo = ModelEvaluator.evaluate(model, pseudo, Split.TRAIN, 1);
        assertThat(onPseudo.learnt()).contains(4);
        assertThat(ModelEvaluator.evaluate(model, pseudo, Split.TEST, 1).learnt())
                .contains(0);
    }
}
