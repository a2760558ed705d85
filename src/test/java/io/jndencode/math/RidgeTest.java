package io.jndencode.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RidgeTest {
    private static List<Ridge.Row> rows(double outlier) {
        Random random = new Random(3);
        List<Ridge.Row> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double[] x = {random.nextGaussian(), 10 + 5 * random.nextGaussian(), random.nextGaussian()};
            rows.add(new Ridge.Row(x, 3 + 2 * x[0] - 0.5 * x[1], 1));
        }
        rows.add(new Ridge.Row(new double[] {0, 10, 0}, outlier, 1e-9));
        return rows;
    }

    @Test
    void theLineBehindTheDataIsFoundWhateverTheUnits() {
        Ridge ridge = Ridge.fit(rows(0), 1e-6);
        assertThat(ridge.weights()).containsExactly(new double[] {2, -0.5, 0}, within(1e-5));
        double atZero = ridge.intercept();
        for (int i = 0; i < 3; i++) {
            atZero -= ridge.weights()[i] * ridge.means()[i];
        }
        assertThat(atZero).isCloseTo(3, within(1e-4));
    }

    @Test
    void whatWeighsNothingChangesNothing() {
        assertThat(Ridge.fit(rows(1e6), 1).weights())
                .containsExactly(Ridge.fit(rows(0), 1).weights(), within(0.01));
    }

    @Test
    void aPenaltyDrawsWeightsTowardsNothing() {
        assertThat(Math.abs(Ridge.fit(rows(0), 1000).weights()[0])).isLessThan(1);
    }
}
