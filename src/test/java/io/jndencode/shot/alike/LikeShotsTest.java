package io.jndencode.shot.alike;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.LumaImage;
import io.jndencode.shot.FrameRange;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LikeShotsTest {
    private static final int WIDTH = 128;
    private static final int HEIGHT = 72;

    /** Pictures of waves that move, of which each seed has others. */
    private static ShotLook shot(long seed, int from, int to, double noise) {
        Random waves = new Random(seed);
        double right = 0.5 + 2 * waves.nextDouble();
        double down = 0.5 + 2 * waves.nextDouble();
        double speed = 0.05 + 0.2 * waves.nextDouble();
        double phase = 6 * waves.nextDouble();
        Random errors = new Random(from);
        LookLog log = new LookLog();
        for (int frame = from; frame < to; frame++) {
            double moved = speed * frame + 0.003 * frame * frame; // never the same again
            byte[] samples = new byte[WIDTH * HEIGHT];
            for (int i = 0; i < samples.length; i++) {
                double x = 6.3 * (i % WIDTH) / WIDTH;
                int row = i / WIDTH;
                double y = 6.3 * row / HEIGHT;
                double value = 120 + 60 * Math.sin(right * x + moved + phase) * Math.cos(down * y + moved);
                samples[i] = (byte) Math.round(value + noise * errors.nextGaussian());
            }
            log.add(new LumaImage(WIDTH, HEIGHT, samples));
        }
        return log.take(new FrameRange(0, to - from));
    }

    @Test
    void shotsAreFoundAgainThroughErrorsOfCodingAndWithoutSomeOfTheirFrames() {
        List<ShotLook> looks = List.of(
                shot(1, 0, 60, 0),
                shot(2, 0, 50, 0),
                shot(3, 0, 14, 0),
                shot(1, 20, 60, 8),
                shot(3, 0, 14, 8),
                shot(4, 0, 60, 0));
        assertThat(LikeShots.groups(looks)).containsExactly(List.of(0, 3), List.of(2, 4));
    }

    @Test
    void groupsDoNotDependOnTheOrder() {
        List<ShotLook> looks =
                List.of(shot(1, 20, 60, 8), shot(4, 0, 60, 0), shot(3, 0, 14, 8), shot(1, 0, 50, 3), shot(1, 0, 60, 0));
        assertThat(LikeShots.groups(looks)).containsExactly(List.of(0, 3, 4));
    }

    @Test
    void sparseLooksAreFoundByFullOnes() {
        ShotLook sparse = shot(1, 0, 60, 0).sparse();
        assertThat(sparse.pictures()).isEqualTo(10);
        assertThat(sparse.sparse()).isSameAs(sparse);
        assertThat(LikeShots.groups(List.of(sparse, shot(2, 0, 60, 0), shot(1, 7, 60, 8))))
                .containsExactly(List.of(0, 2));
    }

    @Test
    void partsOfAShotThatHaveTooLittleInCommonAreNotAlike() {
        assertThat(LikeShots.groups(List.of(shot(1, 0, 40, 0), shot(1, 30, 70, 0))))
                .isEmpty();
    }

    @Test
    void blackAndFlatPicturesSayNothing() {
        LookLog log = new LookLog();
        for (int frame = 0; frame < 40; frame++) {
            log.add(new LumaImage(WIDTH, HEIGHT, new byte[WIDTH * HEIGHT]));
        }
        ShotLook black = log.take(new FrameRange(0, 20));
        assertThat(LikeShots.groups(List.of(black, log.take(new FrameRange(20, 40)))))
                .isEmpty();
    }

    @Test
    void noShotIsLikeNoOther() {
        assertThat(LikeShots.groups(List.of())).isEmpty();
        assertThat(LikeShots.groups(List.of(shot(1, 0, 1, 0)))).isEmpty();
    }
}
