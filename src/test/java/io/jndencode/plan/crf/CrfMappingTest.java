package io.jndencode.plan.crf;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.shot.ShotStatistics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CrfMappingTest {
    private static final CrfMapping EXAMPLE = new CrfMapping(
            CrfMapping.SCHEMA,
            Map.of(),
            -1.2,
            List.of(
                    new CrfMapping.Term(CrfFeature.EXPLAINED, 0.86, -18.5),
                    new CrfMapping.Term(CrfFeature.REUSE, 2.6, 2.6),
                    new CrfMapping.Term(CrfFeature.CHANGE, 1.4, -0.4)),
            -3.1,
            2.5);

    private static CrfScene scene(double change, double explained, double reuse, double rate) {
        return new CrfScene(new ShotStatistics(7, 120, change, change / 2, explained, reuse), 100, 640 * 360, rate);
    }

    /** By hand: 28 - 1.2 - 18.5 (e - 0.86) + 2.6 (r - 2.6) - 0.4 (log2(c + 0.25) - 1.4), in limits, - 2.4 log2(rate / 25). */
    @ParameterizedTest
    @CsvSource({
        "1.75, 0.86, 2.6, 25,  27.0", // 0.4 * (1.4 - 1) = 0.16 above 26.8
        "1.75, 0.96, 3.6, 25,  27.7", // - 1.85 + 2.6
        "1.75, 0.96, 3.6, 50,  25.3",
        "1.75, 0.96, 3.6, 12.5, 30.1",
        "7.75, 0.76, 1.6, 25,  25.4", // + 1.85 - 2.6 - 0.8
        "1.75, 0.95, 5,   25,  30.5", // at most 2.5 coarser
        "1.75, 0.99, 1,   25,  24.9" // at most 3.1 finer
    })
    void theDifferenceIsAWeightedSumWithinLimitsAndTheFrameRatesPart(
            double change, double explained, double reuse, double rate, double crf) {
        assertThat(EXAMPLE.crf(28, scene(change, explained, reuse, rate))).isEqualTo(crf);
    }

    @ParameterizedTest
    @EnumSource(CrfFeature.class)
    void everyFeatureHasAValueForAShotWithNothingInIt(CrfFeature feature) {
        CrfScene nothing = new CrfScene(new ShotStatistics(0, 0, 0, 0, 0, 0), 1, 16 * 16, 25);
        assertThat(feature.of(28, nothing)).isFinite();
    }

    @Test
    void theOneOfThisVersionCodesAShotTheCoarserTheMoreRestsOnItsPictures() {
        CrfMapping standard = CrfMapping.standard();
        assertThat(standard.schema()).isEqualTo(CrfMapping.SCHEMA);
        assertThat(standard.crf(28, scene(1, 0.95, 4, 25)))
                .isGreaterThan(standard.crf(28, scene(1, 0.95, 2.5, 25)) + 1);
        assertThat(standard.crf(28, scene(30, 0.3, 0.3, 25))).isBetween(28 + standard.least(), 28 + standard.most());
    }
}
