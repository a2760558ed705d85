package io.jndencode.media.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.Rational;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FrameTimingTest {
    private static final Rational MILLISECONDS = new Rational(1, 1000);

    private static long[] times(double step) {
        return LongStream.range(0, 90).map(i -> Math.round(i * step)).toArray();
    }

    @Test
    void roundingToTicksIsNotAVariableRate() {
        assertThat(FrameTiming.uneven(times(1001 / 30.0))).isFalse();
        assertThat(FrameTiming.uneven(times(1000 / 24.0))).isFalse();
    }

    @Test
    void aFrameShownLongerIs() {
        assertThat(FrameTiming.uneven(new long[] {0, 33, 67, 133, 167, 200})).isTrue();
    }

    @Test
    void anAbsurdDeclaredRateGivesWayToTheOneSeen() {
        FrameTiming cadence = FrameTiming.spacing(times(1001 / 30.0), 0, false);
        assertThat(cadence.frameRate(new Rational(1000, 1), MILLISECONDS)).isEqualTo(new Rational(30000, 1001));
        assertThat(cadence.frameRate(new Rational(30, 1), MILLISECONDS)).isEqualTo(new Rational(30, 1));
        assertThat(cadence.frameRate(Rational.UNKNOWN, MILLISECONDS)).isEqualTo(new Rational(30000, 1001));
    }

    @Test
    void oneFrameTellsNoRate() {
        FrameTiming cadence = FrameTiming.spacing(new long[] {0}, 1, true);
        assertThat(cadence.frameRate(new Rational(25, 1), MILLISECONDS)).isEqualTo(new Rational(25, 1));
        assertThat(cadence.variable()).isFalse();
    }

    @Test
    void framesThatShareTicksGetFinerOnes() {
        FrameTiming crowded = FrameTiming.spacing(times(0.4), 0, false);
        assertThat(crowded.crowded()).isTrue();
        assertThat(crowded.timeBase(MILLISECONDS)).isEqualTo(new Rational(1, 1_000_000));
        assertThat(crowded.frameRate(new Rational(1000, 1), MILLISECONDS).toDouble())
                .isBetween(2400.0, 2600.0);
        FrameTiming doubled = FrameTiming.spacing(new long[] {0, 40, 40, 80, 120}, 0, false);
        assertThat(doubled.crowded()).isFalse();
        assertThat(doubled.timeBase(MILLISECONDS)).isEqualTo(MILLISECONDS);
    }
}
