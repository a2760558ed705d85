package io.jndencode.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CadenceTest {
    private static final Rational MILLISECONDS = new Rational(1, 1000);

    private static long[] times(double step) {
        return LongStream.range(0, 90).map(i -> Math.round(i * step)).toArray();
    }

    @Test
    void roundingToTicksIsNotAVariableRate() {
        assertThat(Cadence.uneven(times(1001 / 30.0))).isFalse();
        assertThat(Cadence.uneven(times(1000 / 24.0))).isFalse();
    }

    @Test
    void aFrameShownLongerIs() {
        assertThat(Cadence.uneven(new long[] {0, 33, 67, 133, 167, 200})).isTrue();
    }

    @Test
    void anAbsurdDeclaredRateGivesWayToTheOneSeen() {
        Cadence cadence = Cadence.spacing(times(1001 / 30.0), 0, false);
        assertThat(cadence.frameRate(new Rational(1000, 1), MILLISECONDS)).isEqualTo(new Rational(30000, 1001));
        assertThat(cadence.frameRate(new Rational(30, 1), MILLISECONDS)).isEqualTo(new Rational(30, 1));
        assertThat(cadence.frameRate(Rational.UNKNOWN, MILLISECONDS)).isEqualTo(new Rational(30000, 1001));
    }

    @Test
    void oneFrameTellsNoRate() {
        Cadence cadence = Cadence.spacing(new long[] {0}, 1, true);
        assertThat(cadence.frameRate(new Rational(25, 1), MILLISECONDS)).isEqualTo(new Rational(25, 1));
        assertThat(cadence.variable()).isFalse();
    }

    @Test
    void framesThatShareTicksGetFinerOnes() {
        Cadence crowded = Cadence.spacing(times(0.4), 0, false);
        assertThat(crowded.crowded()).isTrue();
        assertThat(crowded.timeBase(MILLISECONDS)).isEqualTo(new Rational(1, 1_000_000));
        assertThat(crowded.frameRate(new Rational(1000, 1), MILLISECONDS).toDouble())
                .isBetween(2400.0, 2600.0);
        Cadence doubled = Cadence.spacing(new long[] {0, 40, 40, 80, 120}, 0, false);
        assertThat(doubled.crowded()).isFalse();
        assertThat(doubled.timeBase(MILLISECONDS)).isEqualTo(MILLISECONDS);
    }
}
