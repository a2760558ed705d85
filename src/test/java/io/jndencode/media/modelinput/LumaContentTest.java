package io.jndencode.media.modelinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.media.SourcePicture;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of a frame's luma, beside the same written down as they are defined. */
class LumaContentTest {
    private static final int[] WEIGHTS = {1, 4, 6, 4, 1};
    private static final int UNSPECIFIED = 2;

    private static SourcePicture noise(int width, int height, long seed) {
        byte[] samples = new byte[width * height * 3 / 2];
        new Random(seed).nextBytes(samples);
        return new SourcePicture(width, height, samples, UNSPECIFIED, false);
    }

    private static int sample(SourcePicture picture, int x, int y) {
        int column = Math.max(0, Math.min(picture.width() - 1, x));
        int row = Math.max(0, Math.min(picture.height() - 1, y));
        return picture.samples()[row * picture.width() + column] & 0xff;
    }

    private static double lowPassed(SourcePicture picture, int x, int y) {
        int sum = 0;
        for (int down = 0; down < 5; down++) {
            for (int across = 0; across < 5; across++) {
                sum += WEIGHTS[down] * WEIGHTS[across] * sample(picture, x + across - 2, y + down - 2);
            }
        }
        return sum / 256.0;
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "4, 6", "6, 4", "64, 36"})
    void theFiguresAreThoseOfTheirDefinition(int width, int height) {
        SourcePicture before = noise(width, height, 1);
        SourcePicture frame = noise(width, height, 2);
        double luma = 0;
        double texture = 0;
        double motion = 0;
        int pixels = 0;
        for (int y = Math.min(2, height - 1); y < height; y += 4) {
            for (int x = 0; x < width; x++) {
                luma += sample(frame, x, y);
                texture += Math.abs(sample(frame, x, y) - lowPassed(frame, x, y));
                motion += Math.abs(lowPassed(frame, x, y) - lowPassed(before, x, y));
                pixels++;
            }
        }
        LumaContent content = new LumaContent(before, frame);
        assertThat(content.luma()).isCloseTo(luma / pixels, within(1e-9));
        assertThat(content.texture()).isCloseTo(texture / pixels, within(1e-9));
        assertThat(content.motion()).isCloseTo(motion / pixels, within(1e-9));
    }
}
