package io.jndencode.job.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.analysis.AnalysedShot;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.JndPrediction.Confidence;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.ShotStatistics;
import io.jndencode.shot.Transition;
import io.jndencode.shot.alike.ShotLook;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedLevelsTest {
    /** A shot of one frame; each seed shows another picture. */
    private static SeriesShot shot(int index, long picture, double jnd1, int samples, boolean settled) {
        byte[] cells = new byte[ShotLook.CELLS];
        new Random(picture).nextBytes(cells);
        Confidence confidence = jnd1 > 29 ? Confidence.UNCERTAIN : Confidence.IN_DISTRIBUTION;
        JndPrediction jnd = new JndPrediction(jnd1, jnd1 + 4, jnd1 + 7, 1, confidence, jnd1 > 29 ? "few like it" : "");
        return new SeriesShot(index, new ShotLook(1, 1, cells), jnd, samples, settled);
    }

    private static Episode episode(SeriesShot... shots) {
        return new Episode(List.of(shots), List.of());
    }

    private static JndPrediction levels(SharedLevels levels, int episode, int shot, double own) {
        AnalysedShot before = new AnalysedShot(
                new Shot(shot, new FrameRange(shot, shot + 1), Transition.CUT),
                new long[] {shot},
                shot + 1,
                new ShotStatistics(1, 1, 1, 1, 1, 1),
                List.of((long) shot),
                new JndPrediction(own, own + 4, own + 7, 1, Confidence.IN_DISTRIBUTION),
                List.of());
        return levels.episodes().get(episode).levels(before).jnd();
    }

    @Test
    void likeShotsGetTheMeanOfTheirLevelsByTheFramesTheseRestOn() {
        Episode first = episode(shot(0, 7, 24, 1, false), shot(1, 8, 20, 1, false));
        Episode second = episode(shot(0, 9, 22, 1, false), shot(1, 7, 30, 3, false));
        SharedLevels levels = SharedLevels.of(List.of(first, second));
        JndPrediction shared = levels(levels, 0, 0, 24);
        assertThat(shared.jnd1()).isEqualTo(28.5);
        assertThat(shared.jnd3()).isEqualTo(35.5);
        assertThat(shared.confidence()).isEqualTo(Confidence.UNCERTAIN);
        assertThat(shared.note()).isEqualTo("few like it");
        assertThat(levels(levels, 1, 1, 30)).isEqualTo(shared);
        assertThat(levels(levels, 0, 1, 20).jnd1()).isEqualTo(20);
        assertThat(levels.shots()).isEqualTo(4);
        assertThat(levels.alike()).isEqualTo(2);
        assertThat(levels.groups()).isEqualTo(1);
        assertThat(levels.deviation()).isCloseTo(3, within(1e-9));
        SharedLevels turned = SharedLevels.of(List.of(second, first));
        assertThat(levels(turned, 1, 0, 24)).isEqualTo(shared);
    }

    @Test
    void whatIsEncodedAlreadyStaysAndOthersFollow() {
        Episode done = episode(shot(0, 7, 24.37, 1, true));
        Episode late = episode(shot(0, 7, 30, 3, false), shot(1, 7, 20, 3, false));
        SharedLevels levels = SharedLevels.of(List.of(late, done));
        assertThat(levels(levels, 0, 0, 30).jnd1()).isEqualTo(24.37);
        assertThat(levels(levels, 0, 1, 20).jnd1()).isEqualTo(24.37);
    }

    @Test
    void aSeriesWithoutShotsSharesNothing() {
        assertThat(SharedLevels.of(List.of()).groups()).isZero();
        assertThat(SharedLevels.of(List.of(episode())).episodes()).hasSize(1);
    }
}
