package io.jndencode.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.train.evaluate.SafetyTable.Frame;
import io.jndencode.train.evaluate.SafetyTable.Shot;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SafetyTableTest {
    @Test
    void aShotIsSeenByTwoOfItsFramesAndTheirDifferenceWidensItsSpread() {
        Shot shot = Shot.of(
                "film",
                25,
                List.of(new Frame(20, 9), new Frame(24, 1), new Frame(40, 9), new Frame(28, 2), new Frame(50, 9)));
        assertThat(shot.predicted()).isEqualTo(26);
        assertThat(shot.spread()).isCloseTo(Math.hypot(1.5, 2), within(1e-12));
        assertThat(Shot.of("film", 25, List.of(new Frame(21, 1.5)))).isEqualTo(new Shot("film", 25, 21, 1.5));
    }

    @Test
    void thePlanIsRoundedDownSoThatAShotCountsAsTheJobEncodesIt() {
        SafetyTable table = new SafetyTable(List.of(new Shot("a", 25, 27.9, 1), new Shot("b", 25, 27, 1)));
        assertThat(table.coarserBy(1.5, 0)).isEqualTo(1);
        assertThat(table.coarserBy(2, 0)).isZero();
        assertThat(table.coarserBy(1.5, 0.5))
                .as("27.4 is planned at 27, 26.5 at 26")
                .isEqualTo(0.5);
        assertThat(table.coarserBy(1.5, 1)).isZero();
    }

    @Test
    void theSafetyIsTheOneThatOneShotInTenMayExceed() {
        // 19 shots that need 0.0, 0.1 ... 1.8: rank ceil(20 * 0.9) is the 18th
        List<Shot> shots = IntStream.range(0, 19)
                .mapToObj(i -> new Shot("film " + i, 20.4, 22 + 0.1 * i * 2, 2))
                .toList();
        SafetyTable table = new SafetyTable(shots);
        assertThat(table.safety().orElseThrow()).isCloseTo(1.7, within(1e-5));
        assertThat(table.coarserBy(1.5, 1.701)).isCloseTo(1 / 19.0, within(1e-12));
        assertThat(table.coarserBy(1.5, 1.699)).isCloseTo(2 / 19.0, within(1e-12));
        assertThat(table.surerSafety().orElseThrow()).isBetween(1.7, 1.8001);
    }

    @Test
    void fewShotsOfOneSourceAreNoEvidence() {
        Shot bad = new Shot("film", 20, 30, 1);
        assertThat(new SafetyTable(List.of(bad)).safety()).isEmpty();
        assertThat(new SafetyTable(List.of(bad)).lines()).last().asString().startsWith("too few shots");
        assertThat(new SafetyTable(List.of(new Shot("film", 20, 30, 0))).coarserBy(2, 5))
                .as("a model that is sure of itself is not moved by any safety")
                .isEqualTo(1);
    }

    @Test
    void newShotsOfTheSameKindAreTooCoarseAsOftenAsPromised() {
        SplittableRandom random = new SplittableRandom(7);
        double known = new SafetyTable(shots(random, 300)).safety().orElseThrow();
        assertThat(new SafetyTable(shots(random, 3000)).coarserBy(SafetyTable.TOLERANCE, known))
                .isBetween(0.06, 0.14);
        assertThat(new SafetyTable(shots(random, 3000)).coarserBy(SafetyTable.TOLERANCE, 0))
                .isGreaterThan(0.2);
    }

    private static List<Shot> shots(SplittableRandom random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    double spread = 0.5 + 3 * random.nextDouble();
                    double label = 20 + 12 * random.nextDouble();
                    double error = spread * 2 * (random.nextDouble() + random.nextDouble() - 0.8);
                    return new Shot("film " + i, label, label + error, spread);
                })
                .toList();
    }
}
