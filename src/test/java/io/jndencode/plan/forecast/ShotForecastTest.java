package io.jndencode.plan.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ShotForecastTest {
    /** A quarter of a doubling for each QP. */
    private static final ShotForecast AT_26 = ShotForecast.of(SizeForecast.of(80_000, 0.45), 100, 26, -0.25);

    @Test
    void sizesFollowTheQpAndItsRangeStaysThatOfAnyPlan() {
        ShotForecast coarser = AT_26.at(100, 30);
        assertThat(coarser.bytes()).isEqualTo(40_000);
        assertThat(coarser.rate()).isEqualTo(30.0);
        assertThat((double) coarser.high() / coarser.bytes())
                .isCloseTo((double) AT_26.high() / AT_26.bytes(), within(1e-3));
        assertThat(coarser.at(100, 26).bytes()).isEqualTo(80_000);
        assertThat(AT_26.at(100, 22.5).bytes()).isEqualTo(Math.round(80_000 * Math.pow(2, 0.875)));
    }

    @Test
    void whatWasTriedIsLessSureAtAnotherQp() {
        ShotForecast tried = AT_26.with(SizeForecast.known(80_000));
        assertThat(tried.at(100, 26)).isEqualTo(tried);
        ShotForecast moved = tried.at(100, 30);
        assertThat(moved.bytes()).isEqualTo(40_000);
        assertThat(moved.size().doublings()).isCloseTo(0.25, within(1e-3));
        assertThat(tried.at(100, 27).size().doublings()).isLessThan(0.07);
    }

    @Test
    void framesThatAPersonAddedCountLikeTheOthersWithAWiderRange() {
        ShotForecast longer = AT_26.at(150, 26);
        assertThat(longer.bytes()).isEqualTo(120_000);
        assertThat(longer.size().doublings()).isCloseTo(1.5 * 0.45, within(1e-3));
    }

    @Test
    void aForecastThatDoesNotSayWhatItIsForStaysAsItIs() {
        ShotForecast old = new ShotForecast(80_000, 60_000, 100_000, null, null, null);
        assertThat(old.renewable()).isFalse();
        assertThat(old.at(150, 40)).isEqualTo(old);
        assertThatThrownBy(() -> new ShotForecast(1, 1, 1, 100L, 26.0, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slope null");
        assertThatThrownBy(() -> new ShotForecast(1, 1, 1, 100L, 26.0, 0.3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void absurdRatesGiveNoAbsurdSizes() {
        assertThat(AT_26.at(100, 51).bytes()).isPositive();
        ShotForecast steep = ShotForecast.of(SizeForecast.known(1L << 40), 1, 1, -1);
        assertThat(steep.at(1, -1000).bytes()).isEqualTo(1L << 60);
    }
}
