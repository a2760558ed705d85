package io.jndencode.media.bitstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.Rational;
import io.jndencode.media.bitstream.HevcHeaders.Sequence;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** H.265 (V9): tables A.8 and A.9, annex C. */
class HevcLevelTest {
    /** Parameter sets of x265 (medium, 64x64, 10 bits): level 1, main tier. */
    private static final String SETS = "0000000140010c01ffff02200000030090000003000003001e959809"
            + "0000000142010102200000030090000003000003001ea0208104d96566924c2e6808000003000800000300c840"
            + "000000014401c172b431b240";

    /** Frames of one size, evenly spaced. */
    private static CodedFrames even(int frames, double perSecond, double kilobitsPerSecond) {
        double[] seconds = new double[frames];
        double[] bits = new double[frames];
        for (int i = 0; i < frames; i++) {
            seconds[i] = i / perSecond;
        }
        Arrays.fill(bits, 1000 * kilobitsPerSecond / perSecond);
        return new CodedFrames(seconds, bits);
    }

    @ParameterizedTest
    @CsvSource({
        "176, 144, 15, 30",
        "320, 184, 24, 60",
        "1280, 720, 25, 93",
        "1280, 720, 60, 120",
        "1920, 1080, 24, 120",
        "1920, 1080, 60, 123",
        "3840, 2160, 24, 150",
        "3840, 2160, 60, 153",
        "7680, 4320, 24, 180",
        "9000, 104, 1, 180",
        "16000, 9000, 24, 255"
    })
    void withFewBitsItFollowsFromSizeAndRate(int width, int height, int rate, int code) {
        Sequence sequence = new Sequence(width, height, 5);
        assertThat(HevcLevel.least(sequence, rate, even(100, rate, 50))).isEqualTo(new HevcLevel.Need(code, false));
    }

    @ParameterizedTest
    @CsvSource({
        "64, 64, 125, 30, false",
        "64, 64, 300, 60, false",
        "64, 64, 2900, 63, false",
        "1280, 720, 9900, 93, false",
        "1280, 720, 11000, 120, false",
        "1280, 720, 13000, 120, true",
        "1920, 1080, 29000, 120, true",
        "1920, 1080, 31000, 123, true",
        "1920, 1080, 90000, 150, true"
    })
    void moreBitsTakeTheHighTierOrAHigherLevel(int width, int height, int kilobits, int code, boolean high) {
        assertThat(HevcLevel.least(new Sequence(width, height, 5), 25, even(2000, 25, kilobits)))
                .isEqualTo(new HevcLevel.Need(code, high));
    }

    @Test
    void aPeakThatTheBufferHoldsNeedsNothingMore() {
        CodedFrames frames = even(2000, 25, 5_000);
        Arrays.fill(
                frames.bits(),
                1000,
                1025,
                400_000); // 10 Mbit in one second, out of a buffer of 10 Mbit that takes in 10
        assertThat(HevcLevel.least(new Sequence(1280, 720, 5), 25, frames)).isEqualTo(new HevcLevel.Need(93, false));
        Arrays.fill(frames.bits(), 1000, 1050, 900_000); // 45 Mbit in two seconds
        assertThat(HevcLevel.least(new Sequence(1280, 720, 5), 25, frames)).isEqualTo(new HevcLevel.Need(120, true));
    }

    @Test
    void morePicturesToKeepTakeAHigherLevel() {
        // at level 4 a decoder keeps 6 pictures of 1920x1088; at level 5, of which they are less than a quarter, 16
        assertThat(HevcLevel.least(new Sequence(1920, 1088, 7), 25, even(10, 25, 50)))
                .isEqualTo(new HevcLevel.Need(150, false));
    }

    @Test
    void itIsWrittenIntoTheParameterSetsAndNothingElseIs() {
        byte[] sets = HexFormat.of().parseHex(SETS);
        assertThat(HevcHeaders.sequence(sets)).isEqualTo(new Sequence(64, 64, 5));
        assertThat(HevcHeaders.level(sets)).isEqualTo(30);
        byte[] open = HevcHeaders.withoutLevel(sets);
        assertThat(HevcHeaders.level(open)).isEqualTo(255);
        assertThat(HevcHeaders.withLevel(open, even(10, 25, 100), new Rational(25, 1)))
                .isEqualTo(sets);
        byte[] high = HevcHeaders.withLevel(open, even(2000, 25, 12_500), new Rational(25, 1));
        assertThat(HexFormat.of().formatHex(high))
                .isEqualTo(SETS.replace("ffff0220", "ffff2220")
                        .replace("42010102", "42010122")
                        .replace("03001e", "030078"));
    }
}
