package io.jndencode.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ToneMapTest {
    /** Anchors of ITU-R BT.2408: reference white is 58 % PQ and 75 % HLG at 203 cd/m². */
    @Test
    void transferFunctionsMeetTheAnchorsOfTheReport() {
        assertThat(ToneMap.pqToNits(0.58)).isCloseTo(203, within(3.0));
        assertThat(ToneMap.pqToNits(1)).isCloseTo(10_000, within(1e-6));
        assertThat(ToneMap.nitsToPq(100)).isCloseTo(0.5081, within(1e-4));
        assertThat(1000 * Math.pow(ToneMap.hlgScene(0.75), 1.2)).isCloseTo(203, within(1.0));
    }

    @Test
    void thePeakBecomesWhiteAndShadowsStay() {
        assertThat(ToneMap.rolledOff(1000, 1000)).isCloseTo(203, within(0.01));
        assertThat(ToneMap.rolledOff(20, 1000)).isEqualTo(20);
    }

    @Test
    void theRollOffNeverTurnsBack() {
        double last = 0;
        for (double nits = 1; nits <= 4000; nits *= 1.05) {
            double mapped = ToneMap.rolledOff(nits, 4000);
            assertThat(mapped).isGreaterThan(last).isLessThanOrEqualTo(nits + 1e-9);
            last = mapped;
        }
    }
}
