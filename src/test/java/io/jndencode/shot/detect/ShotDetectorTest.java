package io.jndencode.shot.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.media.LumaImage;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ShotDetectorTest {
    private static final LumaImage CITY = texture(1);
    private static final LumaImage FOREST = texture(2);
    private static final LumaImage BLACK = flat(16);

    @Test
    void aHardCutIsFoundAtItsFrame() {
        assertThat(shots(80, i -> i < 40 ? CITY : FOREST))
                .containsExactly(
                        new Shot(0, new FrameRange(0, 40), Transition.START),
                        new Shot(1, new FrameRange(40, 80), Transition.CUT));
    }

    @Test
    void aFlashIsNoCut() {
        assertThat(shots(80, i -> i >= 40 && i < 42 ? flat(235) : CITY)).hasSize(1);
    }

    @Test
    void aStrobeIsNoCut() {
        assertThat(shots(120, i -> i > 30 && i < 90 && i % 3 == 0 ? flat(235) : CITY))
                .hasSize(1);
    }

    @Test
    void aDissolveBeginsTheShotWhereTheNewPictureDominates() {
        assertThat(shots(100, i -> mixed(CITY, FOREST, (i - 39.5) / 20.0)))
                .containsExactly(
                        new Shot(0, new FrameRange(0, 50), Transition.START),
                        new Shot(1, new FrameRange(50, 100), Transition.DISSOLVE));
    }

    @Test
    void aFadeThroughBlackIsABoundaryInTheMiddleOfTheBlack() {
        assertThat(shots(
                        110, i -> i < 50 ? mixed(CITY, BLACK, (i - 30) / 15.0) : mixed(BLACK, FOREST, (i - 55) / 15.0)))
                .containsExactly(
                        new Shot(0, new FrameRange(0, 50), Transition.START),
                        new Shot(1, new FrameRange(50, 110), Transition.FADE));
    }

    @Test
    void aQuickFadeThroughBlackIsNoCut() {
        assertThat(shots(100, i -> i < 51 ? mixed(CITY, BLACK, (i - 44) / 6.0) : mixed(BLACK, FOREST, (i - 51) / 6.0)))
                .extracting(Shot::transition)
                .containsExactly(Transition.START, Transition.FADE);
    }

    @Test
    void aFadeInFromBlackAtTheStartIsNoBoundary() {
        assertThat(shots(80, i -> mixed(BLACK, CITY, (i - 10) / 15.0))).hasSize(1);
    }

    @Test
    void aBlinkToBlackIsNoBoundary() {
        assertThat(shots(80, i -> mixed(BLACK, CITY, Math.abs(i - 40) / 5.0))).hasSize(1);
    }

    @Test
    void aPictureThatMovesEveryFifthFrameHasNoCuts() {
        assertThat(shots(200, i -> texture(i / 5))).hasSize(1);
    }

    @Test
    void anEmptyVideoHasNoShots() {
        assertThat(shots(0, i -> CITY)).isEmpty();
    }

    @Test
    void aSingleFrameIsAShot() {
        assertThat(shots(1, i -> BLACK)).containsExactly(new Shot(0, new FrameRange(0, 1), Transition.START));
    }

    @Test
    void aLongShotIsSplitAtItsLastKeyFrameWithinReach() {
        assertThat(shots(500, i -> CITY, i -> i % 48 == 0))
                .extracting(Shot::frames)
                .containsExactly(new FrameRange(0, 240), new FrameRange(240, 480), new FrameRange(480, 500));
    }

    @Test
    void noShotIsShorterThanTheShortestOrLongerThanTheLongest() {
        for (int frames = 240; frames < 560; frames += 7) {
            List<Shot> shots = shots(frames, i -> CITY);
            assertThat(shots)
                    .allSatisfy(shot -> assertThat(shot.frames().length()).isBetween(15L, 250L));
            assertThat(shots.get(shots.size() - 1).frames().end()).isEqualTo(frames);
        }
    }

    @Test
    void aPictureOfTheWrongSizeIsRefused() {
        ShotDetector detector = new ShotDetector(ShotOptions.DEFAULT, 25);
        assertThatThrownBy(() -> detector.push(new LumaImage(2, 2, new byte[4]), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("128x72");
    }

    private static List<Shot> shots(int frames, IntFunction<LumaImage> video) {
        return shots(frames, video, i -> false);
    }

    private static List<Shot> shots(int frames, IntFunction<LumaImage> video, IntFunction<Boolean> keyFrame) {
        ShotDetector detector = new ShotDetector(ShotOptions.DEFAULT, 25);
        List<Shot> shots = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            shots.addAll(detector.push(video.apply(i), keyFrame.apply(i)));
        }
        shots.addAll(detector.finish());
        return shots;
    }

    /** Blocks of random grey, another picture for each seed. */
    private static LumaImage texture(long seed) {
        Random random = new Random(seed);
        byte[] grey = new byte[32 * 18];
        random.nextBytes(grey);
        byte[] samples = new byte[ShotDetector.WIDTH * ShotDetector.HEIGHT];
        for (int i = 0; i < samples.length; i++) {
            int x = i % ShotDetector.WIDTH / 4;
            int y = i / ShotDetector.WIDTH / 4;
            samples[i] = (byte) (40 + (grey[y * 32 + x] & 0x7f));
        }
        return new LumaImage(ShotDetector.WIDTH, ShotDetector.HEIGHT, samples);
    }

    /** {@code b} over {@code a}, the share held to 0 to 1. */
    private static LumaImage mixed(LumaImage a, LumaImage b, double share) {
        double s = Math.max(0, Math.min(1, share));
        byte[] samples = new byte[a.samples().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) Math.round((a.samples()[i] & 0xff) * (1 - s) + (b.samples()[i] & 0xff) * s);
        }
        return new LumaImage(a.width(), a.height(), samples);
    }

    private static LumaImage flat(int luma) {
        byte[] samples = new byte[ShotDetector.WIDTH * ShotDetector.HEIGHT];
        java.util.Arrays.fill(samples, (byte) luma);
        return new LumaImage(ShotDetector.WIDTH, ShotDetector.HEIGHT, samples);
    }
}
