package io.jndencode.encode.cap;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.bitstream.CodedFrames;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.media.encoder.SvtAv1;
import io.jndencode.media.encoder.X264;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SVT-AV1's scale of CRFs, to 70, and x264's, to 51; a buffer of 10,000 bits that fills at 10,000 bits a second, frames a tenth of a second apart. */
class CoarseningTest {
    private static final RateCap CAP = new RateCap(10_000, 10_000);
    private static final Coarsening AVERAGE = new Coarsening(CAP, new SvtAv1());
    private static final Coarsening BUFFER = new Coarsening(CAP, new X264());

    private static Coarsening.Tried frames(double... bits) {
        double[] seconds = new double[bits.length];
        Arrays.setAll(seconds, i -> i / 10.0);
        return new Coarsening.Tried(30, new CodedFrames(seconds, bits));
    }

    private static Coarsening.Tried tried(double crf, double firstFrame) {
        return new Coarsening.Tried(crf, frames(firstFrame, 100).frames());
    }

    /** Of a half-full buffer, 5,000 bits, the first frame takes twice what is there, or sixteen times as much. */
    @Test
    void framesAreHalvedUntilTheBufferHasThem() {
        assertThat(frames(10_000, 100).halvings(CAP, 0.5)).isEqualTo(1);
        assertThat(frames(80_000, 100).halvings(CAP, 0.5)).isEqualTo(4);
        assertThat(frames(5_000, 1_000).halvings(CAP, 0.5)).isZero();
        // the buffer is full again before the last frame: only that one has to shrink, and those before it bring
        // nothing
        assertThat(frames(1_000, 1_000, 1_000, 1_000, 20_000).halvings(CAP, 1)).isEqualTo(1);
    }

    @Test
    void theFirstStepIsAnEighthOfTheScaleForEachHalving() {
        assertThat(AVERAGE.next(30, 0.5, List.of(tried(30, 10_000)))).isEqualTo(39);
        assertThat(AVERAGE.next(30, 0.5, List.of(tried(30, 5_001)))).isEqualTo(31);
        assertThat(BUFFER.next(20, 0.5, List.of(tried(20, 10_000)))).isEqualTo(27);
        assertThat(AVERAGE.next(60, 0.5, List.of(tried(60, 1e9)))).isEqualTo(70);
    }

    /** A halving was missed by half of one with 9 CRFs, then by a quarter with 4 more: midway between that and 8.75 CRFs a halving. */
    @Test
    void afterTwoStepsWhatTheLastOneBroughtCounts() {
        assertThat(AVERAGE.next(30, 0.5, List.of(tried(30, 10_000), tried(39, 10_000 / Math.sqrt(2)))))
                .isEqualTo(44);
        double perCrf = Math.sqrt(0.25 / 4 / 8.75);
        assertThat(AVERAGE.next(
                        30,
                        0.5,
                        List.of(
                                tried(30, 10_000),
                                tried(39, 5_000 * Math.pow(2, 0.5)),
                                tried(43, 5_000 * Math.pow(2, 0.25)))))
                .isEqualTo(43 + Math.ceil(0.25 / perCrf));
    }

    /** Without it, a shot that bits hardly fall of would be encoded a CRF coarser each time. */
    @Test
    void encodesThatBroughtNothingLengthenTheStepFourfold() {
        List<Coarsening.Tried> tried = List.of(tried(30, 10_000), tried(39, 8_000), tried(45, 8_000));
        double usual = Math.log(1.6) / Math.log(2) * 8.75;
        assertThat(AVERAGE.next(30, 0.5, tried)).isBetween(45 + 4 * usual - 0.2, 45 + 4 * usual + 1.2);
        List<Coarsening.Tried> same = List.of(tried(30, 12_000), tried(30, 11_000), tried(30, 10_000));
        assertThat(AVERAGE.next(30, 0.5, same)).as("no step yet").isEqualTo(39);
    }

    /** Bound by its buffer, an encoder hardly heeds its CRF. */
    @Test
    void stepsOfAnEncoderThatHoldsABufferGrow() {
        assertThat(BUFFER.next(20, 0.5, List.of(tried(20, 20_000), tried(33, 5_001))))
                .isEqualTo(39.5);
    }

    /** Bits fall as SVT-AV1's do, the faster the coarser: few encodes reach the first CRF that fits, and none goes far beyond it. */
    @ParameterizedTest
    @CsvSource({
        "0.05, 0, 2, 5",
        "0.07, 0.001, 1.5, 3",
        "0.1, 0, 1.5, 2",
        "0.06, 0.004, 1.5, 2",
        "0.04, 0.002, 2, 4",
        "0.03, 0, 0.5, 6"
    })
    void fewEncodesReachTheCrfThatFits(double perCrf, double faster, double halvings, int most) {
        List<Coarsening.Tried> tried = new ArrayList<>();
        double crf = 30;
        double left = halvings;
        while (left > 0) {
            tried.add(tried(crf, 5_000 * Math.pow(2, left)));
            crf = AVERAGE.next(30, 0.5, tried);
            left = halvings - (crf - 30) * (perCrf + faster * (crf - 30) / 2);
        }
        assertThat(tried).as("encodes that broke it").hasSizeLessThanOrEqualTo(most);
        assertThat(-left).as("halvings too many").isLessThan(0.25);
    }
}
