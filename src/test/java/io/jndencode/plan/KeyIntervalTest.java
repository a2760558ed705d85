package io.jndencode.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.Transition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyIntervalTest {
    @ParameterizedTest
    @CsvSource({
        "48, 25, 1, 48",
        "2s, 25, 1, 50",
        "2s, 24000, 1001, 47",
        "2s, 30000, 1001, 59",
        "0.5s, 60, 1, 30",
        "1s, 1, 1, 2",
        "2s, 0, 1, 50"
    })
    void secondsAreFramesAtTheVideosRateAndNeverMoreThanAsked(String text, int rate, int scale, int frames) {
        assertThat(KeyInterval.parse(text).frames(new Rational(rate, scale))).hasValue(frames);
        assertThat(KeyInterval.parse(text)).hasToString(text);
    }

    @Test
    void withoutALimitNothingIsFixed() {
        assertThat(KeyInterval.parse("auto").frames(new Rational(25, 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0", "-5", "0s", "-1s", "NaNs", "1e9s", "two", "2m", "48.5", "s"})
    void whatIsNoIntervalIsRefused(String text) {
        assertThatThrownBy(() -> KeyInterval.parse(text))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("key frame interval");
    }

    /** Pieces of about the same length, as few as the limit allows. */
    @ParameterizedTest
    @CsvSource({"100, 48, 0 34 68", "96, 48, 0 48", "97, 48, 0 33 66", "10, 48, 0", "1, 48, 0", "5, 2, 0 2 4"})
    void aShotIsCutIntoEvenPieces(int length, int most, String keys) {
        PlannedShot shot = shot(length, KeyInterval.distance(new FrameRange(7, 7 + length), most));
        assertThat(shot.keyFrames())
                .isEqualTo(Stream.of(keys.split(" ", -1))
                        .map(key -> Long.parseLong(key) + 7)
                        .toList());
    }

    @Test
    void noShotHasKeyFramesFurtherApart() {
        for (int length = 1; length < 200; length++) {
            for (int most = 2; most < 60; most++) {
                assertThat(KeyInterval.distance(new FrameRange(0, length), most))
                        .isBetween(2, most);
            }
        }
    }

    private static PlannedShot shot(int length, Integer distance) {
        Shot shot = new Shot(0, new FrameRange(7, 7 + length), Transition.CUT);
        return new PlannedShot(
                shot, null, null, List.of(), null, new ShotSettings(28, null, null, distance, null), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyint=250", "ref=3:min_keyint=5", "no-scenecut=1"})
    void anEncodersOptionForTheSameThingIsRefusedBesideIt(String params) {
        Preset preset = Plans.preset().with(Map.of("encoderParams", params));
        assertThatThrownBy(() -> preset.with(Map.of("keyint", "48")))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("give one of them");
    }
}
