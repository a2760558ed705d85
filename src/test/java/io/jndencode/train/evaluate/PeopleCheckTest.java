package io.jndencode.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.train.evaluate.PeopleCheck.Clip;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeopleCheckTest {
    @Test
    void theFiguresAreThoseOfAHandComputation() {
        PeopleCheck check = new PeopleCheck(List.of(
                new Clip("a", 20, 23, 1),
                new Clip("a", 24, 25, 1),
                new Clip("b", 28, 27.5, 1),
                new Clip("c", 32, 30, 1)));
        assertThat(check.error().value()).isCloseTo(6.5 / 4, within(1e-12));
        assertThat(check.bias().value()).isCloseTo(1.5 / 4, within(1e-12));
        assertThat(check.rank().value()).isCloseTo(1, within(1e-12));
        assertThat(check.coarserBy(1).value()).as("1 is not over 1").isEqualTo(25);
        // the others' means: 30 for the group a, 76 / 3 for b, 24 for c
        assertThat(check.constantError()).isCloseTo((10 + 6 + (28 - 76 / 3.0) + 8) / 4, within(1e-12));
        assertThat(check.labelNoise()).as("1.3625 x 0.79788").isCloseTo(1.0871, within(1e-4));
    }

    @Test
    void nineteenOfTwentyIntervalsHoldTheTruth() {
        SplittableRandom random = new SplittableRandom(11);
        int held = 0;
        for (int i = 0; i < 200; i++) {
            PeopleCheck check = new PeopleCheck(IntStream.range(0, 60)
                    .mapToObj(n -> new Clip("film " + n, 26, 26 + 4 * random.nextDouble() - 1, 1))
                    .toList());
            PeopleCheck.Figure bias = check.bias(); // the truth is 1
            held += bias.low() <= 1 && 1 <= bias.high() ? 1 : 0;
        }
        assertThat(held).isBetween(178, 198);
    }

    @Test
    void clipsOfOneFilmAreDrawnTogetherSoThatManyOfThemProveNoMore() {
        List<Clip> apart = IntStream.range(0, 40)
                .mapToObj(i -> new Clip("film " + i, 26, 26 + i % 4, 1))
                .toList();
        List<Clip> together = IntStream.range(0, 40)
                .mapToObj(i -> new Clip("film " + i % 4, 26, 26 + i % 4, 1))
                .toList();
        PeopleCheck.Figure narrow = new PeopleCheck(apart).bias();
        PeopleCheck.Figure wide = new PeopleCheck(together).bias();
        assertThat(narrow.value()).isEqualTo(wide.value()).isEqualTo(1.5);
        assertThat(wide.high() - wide.low()).isGreaterThan(2 * (narrow.high() - narrow.low()));
    }

    @Test
    void aRowNamesEveryFigureWithItsInterval() {
        String row = new PeopleCheck(List.of(new Clip("a", 20, 22, 1), new Clip("a", 30, 31, 1))).row("lite");
        assertThat(row)
                .isEqualTo("| lite | 2 | 1.50 (1.50 to 1.50) | 5.00 | +1.50 (+1.50 to +1.50) | 1.00 (1.00 to 1.00)"
                        + " | 50 (50 to 50) | 0 (0 to 0) |");
    }
}
