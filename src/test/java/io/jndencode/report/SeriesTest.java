package io.jndencode.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static Series of(double... values) {
        return Series.of(IntStream.range(0, values.length).asDoubleStream().toArray(), values);
    }

    @Test
    void fewFramesAreDrawnEachForItself() {
        Series series = of(1, 3, 2);
        assertThat(series.points()).extracting(Series.Point::mean).containsExactly(1.0, 3.0, 2.0);
        assertThat(series.reduced()).isFalse();
    }

    @Test
    void theLowestOfManyFramesIsNeverLost() {
        double[] values = DoubleStream.generate(() -> 40).limit(180_000).toArray();
        values[123_456] = 12.5;
        Series series = of(values);
        assertThat(series.points().size()).isLessThanOrEqualTo(Series.MOST);
        assertThat(series.points()).extracting(Series.Point::low).contains(12.5);
        assertThat(series.reduced()).isTrue();
    }
}
