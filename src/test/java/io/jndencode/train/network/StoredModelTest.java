package io.jndencode.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.JndException;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevel;
import io.jndencode.model.Architecture;
import io.jndencode.model.ModelWeights;
import io.jndencode.train.LearningRate;
import io.jndencode.train.TinyDataset;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.data.NetworkId;
import io.jndencode.train.evaluate.ModelEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models written in each form of storage: what they answer, and what goes on from them. */
class StoredModelTest {
    private static final NetworkId MJ_LAT = NetworkId.of(Architecture.MJ_LAT, Optional.empty());
    private DatasetLayout data = new DatasetLayout(Path.of(""));
    private Path backbones = Path.of("");

    @TempDir
    private Path folder;

    @BeforeEach
    void pictures() throws IOException {
        data = TinyDataset.write(folder.resolve("set"));
        backbones = folder.resolve("backbones");
        TinyDataset.backbones(backbones);
    }

    private Path written(String out, NetworkId network, Path from, Optional<Path> weights, WeightPrecision packing) {
        TrainOptions options = new TrainOptions(
                new TrainOptions.Schedule(0, 2, new LearningRate(1e-3, LearningRate.Decay.NONE, 0)),
                new TrainOptions.Sampling(5, TinyDataset.SIZE, 32, false),
                TrainOptions.Regularisation.NONE,
                TrainOptions.Output.in(folder.resolve(out)),
                1);
        TrainingMaterial material = new TrainingMaterial(data, from, Optional.empty(), weights);
        return new JndTraining(network, material, options, new Provenance("test", "train", packing))
                .run(event -> {})
                .model();
    }

    private List<Double> levels(Path model) {
        return ModelEvaluator.evaluate(model, data, Split.TEST, 1).predictions().stream()
                .flatMap(List::stream)
                .toList();
    }

    private void assertAnswersAlike(Path model, Path other, double by) {
        List<Double> expected = levels(other);
        List<Double> said = levels(model);
        assertThat(said).hasSameSizeAs(expected);
        for (int i = 0; i < said.size(); i++) {
            assertThat(said.get(i)).isCloseTo(expected.get(i), within(by));
        }
    }

    @Test
    void aCompactModelGivesItsWeightsAndItsBackbonesBack() {
        Path plain = written("plain", MJ_LAT, backbones, Optional.empty(), WeightPrecision.FLOAT32);
        Path compact = written("compact", MJ_LAT, backbones, Optional.empty(), WeightPrecision.COMPACT);
        Map<String, float[]> whole = ModelWeights.read(plain);
        Map<String, float[]> unpacked = ModelWeights.read(compact);
        assertThat(unpacked).containsOnlyKeys(whole.keySet());
        for (String kernel : List.of("jnd2.enc3.kernel", "head1.wide.kernel")) {
            float[] known = whole.getOrDefault(kernel, new float[0]);
            float[] found = unpacked.getOrDefault(kernel, new float[1]);
            assertThat(found).hasSameSizeAs(known);
            double largest = IntStream.range(0, known.length)
                    .mapToDouble(i -> Math.abs(found[i] - known[i]))
                    .max()
                    .orElseThrow();
            assertThat(largest).as(kernel).isBetween(1e-9, 1e-3);
        }

        Path again = written("again", MJ_LAT, compact, Optional.of(compact), WeightPrecision.COMPACT);
        assertAnswersAlike(again, compact, 1e-4);
        NetworkId lat = NetworkId.of(Architecture.LAT, Optional.of(JndLevel.JND3));
        Path third = written("third", lat, plain, Optional.empty(), WeightPrecision.FLOAT32);
        assertThat(Arrays.equals(ModelWeights.read(third).get("enc1.kernel"), whole.get("jnd3.enc1.kernel")))
                .isTrue();
    }

    @Test
    void aModelOfAnotherNetworkIsRefusedRatherThanHalfUsed() {
        NetworkId lat = NetworkId.of(Architecture.LAT, Optional.of(JndLevel.JND3));
        Path other = written("lat", lat, backbones, Optional.empty(), WeightPrecision.FLOAT32);
        assertThatThrownBy(() -> written("out", MJ_LAT, backbones, Optional.of(other), WeightPrecision.FLOAT32))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContainingAll("BestModel-lat-jnd3.onnx", "is no model of mj-lat");
    }

    @Test
    void inEightBitsItAnswersNearlyTheSameIsTheSameBytesEachTimeAndTeachesNobody() throws IOException {
        Path compact = written("compact", MJ_LAT, backbones, Optional.empty(), WeightPrecision.COMPACT);
        Path eight = written("eight", MJ_LAT, backbones, Optional.empty(), WeightPrecision.INT8);
        assertAnswersAlike(eight, compact, 0.05);
        assertThat(Files.size(eight)).isLessThan(Files.size(compact) - 4_000_000);
        assertThat(written("twice", MJ_LAT, backbones, Optional.empty(), WeightPrecision.INT8))
                .hasSameBinaryContentAs(eight);
        for (Optional<Path> weights : List.of(Optional.of(eight), Optional.<Path>empty())) {
            assertThatThrownBy(() -> written("out", MJ_LAT, eight, weights, WeightPrecision.INT8))
                    .isInstanceOf(JndException.Model.class)
                    .hasMessageContainingAll("computes in eight bits", "nothing is trained from them");
        }
    }
}
