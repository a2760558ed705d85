package io.jndencode.media.picture;

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

    /**
     * SDR pictures put into HDR as BT.2408 asks, white at 203 cd/m², come back as they were; near white the roll-off makes room for
     * highlights. Whole clips made so by zscale (npl=203) come back with the SDR clip's mean of 136: 136.6 from PQ, 138.2 from HLG;
     * zscale's own way back with tonemap=mobius gives 135.2.
     */
    @Test
    void sdrInHdrComesBackAsItWas() {
        for (int code = 30; code <= 190; code += 20) {
            double nits = 203 * Math.pow(code / 255.0, 2.4);
            double scene = Math.pow(nits / 1000, 1 / 1.2);
            assertThat(gray(ToneMap.nitsToPq(nits), "smpte2084")).isCloseTo(code, within(4));
            assertThat(gray(hlgSignal(scene), "arib-std-b67")).isCloseTo(code, within(4));
        }
    }

    private static int gray(double signal, String transfer) {
        int word = (int) Math.round(signal * 65535);
        byte low = (byte) word;
        byte high = (byte) (word >> 8);
        byte[] mapped = ToneMap.of(transfer, true, 1000).apply(new byte[] {low, high, low, high, low, high});
        return mapped[1] & 0xff;
    }

    private static double hlgSignal(double scene) {
        return scene <= 1 / 12.0 ? Math.sqrt(3 * scene) : 0.17883277 * Math.log(12 * scene - 0.28466892) + 0.55991073;
    }
}
