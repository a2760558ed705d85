package io.jndencode.jnd.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.jnd.FrameLevels;
import io.jndencode.jnd.JndLevels;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.JndPrediction.Confidence;
import io.jndencode.jnd.ModelCard;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShotAggregationTest {
    @TempDir
    private Path folder;

    private JndPrediction of(FrameLevels... frames) {
        try (JndModel model = JndModel.load(TinyModel.green().write(folder.resolve("m.onnx")), 1)) {
            return new ShotAggregation(model.card()).aggregate(List.of(frames), false);
        }
    }

    private static FrameLevels at(double jnd1, double distance) {
        return new FrameLevels(
                new JndLevels(jnd1, jnd1 + 5, jnd1 + 8), OptionalDouble.of(2), OptionalDouble.of(distance));
    }

    @Test
    void aShotNearTheTrainingDataIsTakenAtItsWord() {
        JndPrediction jnd = of(at(29, 0.8), at(29.4, 0.9));
        assertThat(jnd.jnd1()).isCloseTo(29.2, within(1e-9));
        assertThat(jnd.confidence()).isEqualTo(Confidence.IN_DISTRIBUTION);
        assertThat(jnd.note()).isEmpty();
    }

    @Test
    void aShotAtTheEdgeKeepsItsLevelsAndSaysSo() {
        JndPrediction jnd = of(at(29, 1.2));
        assertThat(jnd.jnd1()).isEqualTo(29);
        assertThat(jnd.confidence()).isEqualTo(Confidence.UNCERTAIN);
        assertThat(jnd.note()).contains("few training shots", "1.2");
    }

    @Test
    void aShotFarAwayIsKeptAtOrBelowTheMeanWithAWideSpread() {
        JndPrediction coarse = of(at(31, 1.8));
        assertThat(coarse.jnd1()).isCloseTo(26.2, within(1e-9));
        assertThat(coarse.confidence()).isEqualTo(Confidence.OUT_OF_DISTRIBUTION);
        assertThat(coarse.note()).contains("unlike the training shots", "kept at or below");
        assertThat(coarse.spread()).isGreaterThanOrEqualTo(2.5);
        assertThat(of(at(23, 1.8)).jnd1()).isEqualTo(23);
    }

    @Test
    void framesFurtherApartThanChanceMakeAShotUncertain() {
        try (JndModel model = JndModel.load(TinyModel.green().write(folder.resolve("m.onnx")), 1)) {
            ModelCard card = model.card();
            ShotAggregation aggregation = new ShotAggregation(new ModelCard(
                    card.name(),
                    card.version(),
                    card.input(),
                    card.levels(),
                    card.labels(),
                    List.of(1.4, 1.3, 1.2),
                    List.of(3.0, 3.0, 3.0),
                    List.of(),
                    List.of(),
                    card.properties()));
            JndPrediction changing = aggregation.aggregate(List.of(at(24, 0.8), at(30, 0.8)), false);
            assertThat(changing.confidence()).isEqualTo(Confidence.UNCERTAIN);
            assertThat(changing.note()).contains("changes", "6.0 QP apart");
            assertThat(changing.jnd1()).isCloseTo(27, within(1e-9));
            assertThat(changing.spread()).isGreaterThan(3);
            JndPrediction steady = aggregation.aggregate(List.of(at(26, 0.8), at(30, 0.8)), false);
            assertThat(steady.confidence()).isEqualTo(Confidence.IN_DISTRIBUTION);
        }
    }

    @Test
    void aDistanceThatIsNoNumberCountsAsFar() {
        assertThat(of(at(29, Double.NaN)).confidence()).isEqualTo(Confidence.OUT_OF_DISTRIBUTION);
    }
}
