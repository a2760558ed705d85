package io.jndencode.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours whose codes the standards' colour bars list: BT.709 and BT.601 limited range, JFIF full range. */
class YuvImageTest {
    @ParameterizedTest
    @CsvSource({
        "709, false, 16 128 128, 0 0 0",
        "709, false, 235 128 128, 255 255 255",
        "709, false, 63 102 240, 0 0 255",
        "709, false, 173 42 26, 0 255 0",
        "709, false, 32 240 118, 255 0 0",
        "601, false, 81 90 240, 0 0 255",
        "601, false, 145 54 34, 0 255 0",
        "601, false, 41 240 110, 255 0 0",
        "601, true, 76 85 255, 0 0 255",
        "601, true, 255 128 128, 255 255 255",
        "709, false, 255 128 128, 255 255 255",
    })
    void becomesTheBgrOfColourBars(String matrix, boolean fullRange, String yuv, String bgr) {
        byte[] wanted = bytes(bgr);
        YuvImage image =
                new YuvImage(1, 1, bytes(yuv), matrix.equals("709") ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M, fullRange);

        byte[] got = image.bgr().samples();

        for (int i = 0; i < 3; i++) {
            // Bars are rounded to 8 bits in YUV, which moves a saturated colour by up to two levels.
            assertThat(got[i] & 0xff).isCloseTo(wanted[i] & 0xff, within(2));
        }
    }

    private static byte[] bytes(String numbers) {
        List<Integer> values = Pattern.compile(" ")
                .splitAsStream(numbers)
                .map(Integer::valueOf)
                .toList();
        byte[] bytes = new byte[values.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = values.get(i).byteValue();
        }
        return bytes;
    }
}
