package io.jndencode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.train.LearningRate.Decay;
import org.junit.jupiter.api.Test;

class LearningRateTest {
    @Test
    void withoutDecayItStays() {
        LearningRate rate = new LearningRate(1e-5, Decay.NONE, 0);
        assertThat(rate.at(0, 100)).isEqualTo(1e-5).isEqualTo(rate.at(99, 100));
    }

    @Test
    void itRisesOverTheWarmUpAndFallsByHalfACosineToAFiftieth() {
        LearningRate rate = new LearningRate(1, Decay.COSINE, 10);
        assertThat(rate.at(0, 1000)).isCloseTo(0.1, within(1e-6));
        assertThat(rate.at(500, 1000)).isCloseTo(0.51, within(1e-9));
        assertThat(rate.at(1000, 1000)).isCloseTo(0.02, within(1e-9));
    }
}
