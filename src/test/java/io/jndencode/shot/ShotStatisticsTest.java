package io.jndencode.shot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.media.LumaImage;
import io.jndencode.shot.detect.ShotDetector;
import io.jndencode.shot.detect.ShotOptions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShotStatisticsTest {
    private static final int WIDTH = ShotDetector.WIDTH;
    private static final int HEIGHT = ShotDetector.HEIGHT;

    /** Checkers whose contrast grows from block to block, with a few pixels a level brighter, more from frame to frame. */
    private static byte[] checkers(int frame) {
        byte[] samples = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int block = y / 8 * 16 + x / 8;
                int brighter = x % 8 + y % 8 * 8 < block % 5 * frame ? 1 : 0;
                samples[y * WIDTH + x] = (byte) (100 + (x + y) % 2 * (block % 40) + brighter);
            }
        }
        return samples;
    }

    private static ShotStatistics traits(int frames, boolean still) {
        ShotDetector detector = new ShotDetector(ShotOptions.DEFAULT, 25);
        for (int i = 0; i < frames; i++) {
            detector.push(new LumaImage(WIDTH, HEIGHT, checkers(still ? 0 : i)), i == 0);
        }
        return detector.traits(new FrameRange(0, frames));
    }

    /**
     * From NumPy, with the same pictures as blocks {@code B[t]} of (144, 64): {@code d = abs(B[t] - B[t-1]).mean(1)}, {@code e[t] =
     * round(255 * maximum(0, 1 - (d + .2) / (1.2 * B[t].std(1) + 1))) / 255}, {@code r[t-1] = .975 * e[t] * (1 + r[t])}; texture is the
     * mean of {@code (1 + 64 * B.var(2)) ** .25}, reuse that of {@code log2(1 + r)}.
     */
    @Test
    void theyAreMeansOverBlocksAndFrames() {
        ShotStatistics traits = traits(6, false);
        assertThat(traits.texture()).isCloseTo(7.974733982, within(1e-8));
        assertThat(traits.luma()).isCloseTo(109.160915799, within(1e-8));
        assertThat(traits.change()).isCloseTo(0.031032986, within(1e-8));
        assertThat(traits.residual()).isEqualTo(traits.change());
        assertThat(traits.explained()).isCloseTo(0.964929194, within(1e-8));
        assertThat(traits.reuse()).isCloseTo(1.475182652, within(1e-8));
    }

    @Test
    void aShotOfOneFrameChangesNothingAndNothingRestsOnIt() {
        ShotStatistics one = traits(1, true);
        assertThat(one).isEqualTo(new ShotStatistics(one.texture(), one.luma(), 0, 0, 0, 0));
    }

    @Test
    void theLongerAStillShotTheMoreRestsOnItsPictures() {
        assertThat(traits(12, true).reuse()).isGreaterThan(1.4 * traits(4, true).reuse());
        assertThat(traits(200, true).reuse()).isBetween(3.0, Math.log(40) / Math.log(2));
        assertThat(traits(200, true).explained()).isCloseTo(traits(12, true).explained(), within(1e-9));
    }

    /** What a frame has in common with the shot before says nothing of its own shot. */
    @Test
    void theFirstFrameOfALaterShotIsComparedWithNothing() {
        ShotDetector detector = new ShotDetector(ShotOptions.DEFAULT, 25);
        for (int i = 0; i < 4; i++) {
            byte[] samples = checkers(0);
            if (i < 2) {
                Arrays.fill(samples, (byte) 30);
            }
            detector.push(new LumaImage(WIDTH, HEIGHT, samples), i == 0);
        }
        detector.traits(new FrameRange(0, 2));
        assertThat(detector.traits(new FrameRange(2, 4))).isEqualTo(traits(2, true));
    }
}
