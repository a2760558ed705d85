package io.jndencode.shot.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.LumaImage;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Comparisons that may be given up, beside the whole ones. */
class FrameWindowTest {
    private static final int WIDTH = FrameSignature.WIDTH;
    private static final int HEIGHT = FrameSignature.HEIGHT;
    private static final int FRAMES = 6;

    private final FrameWindow window = new FrameWindow(FRAMES);

    /** Stripes that move, get brighter, and from the fourth frame on are other ones under noise. */
    @BeforeEach
    void fill() {
        Random random = new Random(3);
        for (int n = 0; n < FRAMES; n++) {
            byte[] samples = new byte[WIDTH * HEIGHT];
            for (int i = 0; i < samples.length; i++) {
                int x = i % WIDTH;
                int y = i / WIDTH;
                samples[i] = (byte)
                        (n < 3
                                ? 100 + 5 * n + 60 * ((x + 2 * n) / 9 % 2)
                                : 40 + 90 * ((x + y + n) / 23 % 2) + random.nextInt(20));
            }
            window.add(new FrameSignature(n, new LumaImage(WIDTH, HEIGHT, samples), false));
        }
    }

    @Test
    void whatIsWithinTheLimitIsComparedWhole() {
        for (long a = 0; a < FRAMES; a++) {
            for (long b = 0; b < FRAMES; b++) {
                FrameDifference whole = window.compare(a, b);
                assertThat(window.compareWithin(a, b, whole.residual())).isEqualTo(whole);
                assertThat(window.compareWithin(a, b, 255)).isEqualTo(whole);
            }
        }
    }

    @Test
    void whatIsBeyondTheLimitIsGivenUp() {
        assertThat(window.compare(0, 5).residual()).isGreaterThan(10);
        assertThat(window.compareWithin(0, 5, 10)).isNull();
        assertThat(window.compareWithin(5, 0, 10)).isNull();
        assertThat(window.compareWithin(0, 5, window.compare(0, 5).residual() - 0.01))
                .isNull();
        assertThat(window.compareWithin(0, 1, 10)).isNotNull();
    }
}
