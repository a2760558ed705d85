package io.jndencode.jnd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelOrderingTest {
    @ParameterizedTest
    @CsvSource({
        "26, 31, 34,   26, 31, 34",
        "28, 26, 34,   27, 28, 34",
        "26, 34, 32,   26, 33, 34",
        "34, 30, 26,   30, 31, 32",
        "26, 26.4, 34, 26, 27, 34",
        "5, 31, 34,    12, 31, 34",
        "44, 50, 60,   43, 44, 45"
    })
    void theLevelsGrowByAGapWithinTheLimits(double a, double b, double c, double x, double y, double z) {
        assertThat(LevelOrdering.ordered(new double[] {a, b, c}, 12, 45))
                .containsExactly(new double[] {x, y, z}, within(1e-9));
    }

    @Test
    void anyThreeNumbersBecomeAValidPrediction() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            double[] levels = {random.nextGaussian() * 30, random.nextGaussian() * 30, random.nextGaussian() * 30};
            double[] ordered = LevelOrdering.ordered(levels, 12, 45);
            assertThat(ordered[0]).isGreaterThanOrEqualTo(12);
            assertThat(ordered[1] - ordered[0]).isGreaterThanOrEqualTo(1 - 1e-9);
            assertThat(ordered[2] - ordered[1]).isGreaterThanOrEqualTo(1 - 1e-9);
            assertThat(ordered[2]).isLessThanOrEqualTo(45);
        }
    }

    @Test
    void aMissingMiddleLevelLiesBetweenByProportion() {
        assertThat(LevelOrdering.complete(List.of(JndLevel.JND3, JndLevel.JND1), new double[] {41.9, 26}))
                .containsExactly(new double[] {26, 35.6, 41.9}, within(1e-9));
    }
}
