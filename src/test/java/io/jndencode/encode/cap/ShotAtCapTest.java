package io.jndencode.encode.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.media.bitstream.CodedFrames;
import io.jndencode.media.encoder.RateCap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A buffer of 10,000 bits that fills at 10,000 bits a second; frames a tenth of a second apart. */
class ShotAtCapTest {
    private static final RateCap CAP = new RateCap(10_000, 10_000);

    private static CodedFrames shot(double start, double... bits) {
        double[] seconds = new double[bits.length];
        for (int i = 0; i < bits.length; i++) {
            seconds[i] = start + i / 10.0;
        }
        return new CodedFrames(seconds, bits);
    }

    @Test
    void theBufferFillsBetweenFramesAndIsNeverMoreThanFull() {
        // 9,000 at first; less 4,000, plus 1,000 = 6,000; less 0, plus 1,000 …: full again after five frames
        List<ShotAtCap> all =
                ShotAtCap.all(CAP, List.of(shot(0, 4_000, 0, 0, 0, 0, 0, 0), shot(0.7, 1_000), shot(0.8, 10_000)), 0.5);
        assertThat(all.get(0).start()).isEqualTo(0.9);
        assertThat(all.get(1).start()).isEqualTo(1.0);
        assertThat(all.get(2).start()).isEqualTo(1.0);
        assertThat(all).noneMatch(ShotAtCap::broken);
    }

    @Test
    void aFrameThatIsNotAllThereBreaksTheCeiling() {
        // 9,000 less 5,000, plus 1,000 = 5,000, of which the second frame wants 6,000
        List<ShotAtCap> all = ShotAtCap.all(CAP, List.of(shot(0, 5_000, 6_000, 100), shot(0.3, 1_000)), 0.5);
        assertThat(all.get(0).broken()).isTrue();
        // taken for half full after a shot that is to be encoded again, plus a tenth of a second
        assertThat(all.get(1).start()).isEqualTo(0.6, within(1e-9));
        assertThat(all.get(1).broken()).isFalse();
    }

    @Test
    void thePeakIsThatOfAnySecond() {
        // the frames of 0.2 to 1.1 s are within one second; those of 0.1 and 1.1 s are not
        StreamPeak peak =
                StreamPeak.of(CAP, List.of(shot(0, 500, 500, 1_000, 1_000), shot(0.4, 0, 0, 0, 0, 0, 0, 0, 1_500)));
        assertThat(peak.oneSecond()).isEqualTo(3_500);
        assertThat(peak.bufferLow()).isEqualTo(0.85, within(1e-9));
    }
}
