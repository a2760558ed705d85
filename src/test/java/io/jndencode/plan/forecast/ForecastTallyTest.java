package io.jndencode.plan.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ForecastTallyTest {
    private static final double DOUBLINGS = 0.4;
    private static final SizeForecast SHOT = SizeForecast.of(100_000, DOUBLINGS);

    private final ForecastTally tally = new ForecastTally();

    private void plan(int shots) {
        for (int i = 0; i < shots; i++) {
            tally.planned(50, SHOT);
        }
    }

    private SizeForecast total() {
        return tally.total().orElseThrow();
    }

    private static double span(SizeForecast forecast) {
        return Math.log((double) forecast.high() / forecast.low()) / Math.log(2);
    }

    @Test
    void theRangeOfOneShotIsItsOwn() {
        plan(1);
        assertThat(total().bytes()).isEqualTo(SHOT.bytes());
        assertThat(total().low()).isCloseTo(SHOT.low(), within(2L));
        assertThat(total().high()).isCloseTo(SHOT.high(), within(2L));
        assertThat(span(SHOT)).isCloseTo(2 * 1.2816 * DOUBLINGS, within(0.001));
    }

    /** Variance of the mean of n errors that share a quarter of theirs: 1/4 + 3/4 / n. */
    @Test
    void manyShotsHaveANarrowerRangeButNotAsNarrowAsIfTheyHadNothingInCommon() {
        plan(9);
        assertThat(total().bytes()).isEqualTo(900_000);
        assertThat(span(total())).isCloseTo(2 * 1.2816 * DOUBLINGS * Math.sqrt(0.25 + 0.75 / 9), within(0.001));
    }

    @Test
    void whatIsEncodedIsKnownAndInTheEndEverythingIs() {
        plan(2);
        tally.encoded(SHOT, 150_000);
        assertThat(total().low()).isGreaterThan(150_000);
        tally.encoded(SHOT, 80_000);
        assertThat(total()).isEqualTo(SizeForecast.known(230_000));
    }

    @Test
    void shotsThatAreLargerThanForeseenMakeTheOthersLargerToo() {
        plan(40);
        double before = total().bytes();
        for (int i = 0; i < 20; i++) {
            tally.encoded(SHOT, 150_000);
        }
        SizeForecast now = total();
        // As foreseen the rest would have 2 MB, if all were like those that are done 3 MB.
        assertThat((double) now.bytes()).isGreaterThan(before + 1_000_000).isBetween(5_500_000.0, 6_000_000.0);
        assertThat((double) now.high() - now.low()).isLessThan(before / 4);
    }

    /** As at the beginning of many films. */
    @Test
    void aBlackFirstShotSaysNothingOfTheOthers() {
        SizeForecast black = SizeForecast.of(900, DOUBLINGS);
        tally.planned(50, black);
        plan(19);
        double before = total().bytes();
        tally.encoded(black, 90);
        assertThat((double) total().bytes()).isCloseTo(before, within(before / 100));
    }

    @Test
    void framesThatAreNotPlannedYetCountLikeThoseThatAre() {
        plan(2);
        assertThat(tally.total(400).orElseThrow().bytes()).isEqualTo(800_000);
        assertThat(tally.total(0).orElseThrow().bytes()).isEqualTo(200_000);
    }

    @Test
    void nothingIsSaidWhereNothingIsKnown() {
        assertThat(tally.total()).isEmpty();
        plan(3);
        tally.planned(50, null);
        assertThat(tally.total()).isEmpty();
        assertThat(tally.total(1000)).isEmpty();
    }
}
