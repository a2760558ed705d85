package io.jndencode.media.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.media.Rational;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedTrackTest {
    private static PackedTrack track(Piece... pieces) {
        return new PackedTrack("a", "avc1.64001f", 10, 700, List.of(pieces));
    }

    /** With a target duration of 4 s, runs from 2 s to 6 s count: the 1 s piece of 900 bytes does not, alone. */
    @Test
    void thePeakIsThatOfRunsOfAboutATargetDuration() {
        PackedTrack track = track(
                new Piece(0, 40, 1000, 1),
                new Piece(40, 10, 900, 1),
                new Piece(50, 20, 800, 1),
                new Piece(70, 40, 400, 1));
        assertThat(track.peakRate(4)).isCloseTo(1700 * 8 / 3.0, within(1e-9)); // the second and the third
        assertThat(track.averageRate()).isCloseTo(3100 * 8 / 11.0, within(1e-9));
        assertThat(track(new Piece(0, 1, 10, 1)).peakRate(4)).isCloseTo(800, within(1e-9));
    }

    /**
     * Records of files of other encoders, and the names mediainfo and the standards give them: ISO/IEC 14496-15 E.3 has
     * {@code hvc1.A3.4.L93...} only as a pattern, so the second is that of every Main 10 file from x265.
     */
    @ParameterizedTest
    @CsvSource({
        "h264, 0164001effe1, avc1.64001e",
        "h264, 014d4028ffe1, avc1.4d4028",
        "hevc, 0101600000009000000000005df000fc, hvc1.1.6.L93.90",
        "hevc, 010220000000b0000000000078f000fc, hvc1.2.4.L120.B0",
        "hevc, 01222000000090000000000096f000fc, hvc1.2.4.H150.90",
        "av1, 81040c000a0b, av01.0.04M.08",
        "av1, 810d4c00, av01.0.13M.10",
        "aac, 1190, mp4a.40.2",
        "aac, 2b9208, mp4a.40.5",
        "opus, 00, opus"
    })
    void codecsHaveTheirNames(String codec, String record, String name) {
        assertThat(CodecString.of(codec, HexFormat.of().parseHex(record))).isEqualTo(name);
    }

    @Test
    void timesInOtherTicksAreRoundedUp() {
        Cuts cuts = new Cuts(new Rational(1, 24), List.of(0L, 1L, 48L));
        assertThat(cuts.tick(1, new Rational(1, 1000))).isEqualTo(42);
        assertThat(cuts.tick(2, new Rational(1, 1000))).isEqualTo(2000);
        assertThat(cuts.seconds(1)).isCloseTo(47 / 24.0, within(1e-9));
    }
}
