package io.jndencode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolyakAverageTest {
    private static Map<String, FloatBuffer> weight(float value) {
        return Map.of("w", FloatBuffer.wrap(new float[] {value}));
    }

    private static float mean(PolyakAverage average) {
        return average.values()
                .getOrDefault("w", FloatBuffer.wrap(new float[] {Float.NaN}))
                .get(0);
    }

    @Test
    void theFirstStepCountsInFullAndLaterOnesByTheirShare() {
        PolyakAverage average = new PolyakAverage(0.5);
        average.add(weight(3), 1);
        assertThat(mean(average)).isEqualTo(3);
        average.add(weight(5), 1000);
        assertThat(mean(average)).isCloseTo(4, within(1e-6f));
    }

    @Test
    void aRestoredAverageGoesOn() {
        PolyakAverage average = new PolyakAverage(0.5);
        average.restore(Map.of("average/w", new float[] {2}, "w", new float[] {9}), "average/");
        average.add(weight(4), 1000);
        assertThat(mean(average)).isCloseTo(3, within(1e-6f));
    }
}
