package io.jndencode.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.Transition;
import io.jndencode.shot.detect.ShotOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDistancesTest {
    private static final Rational FILM = new Rational(24, 1);

    private static KeyDistances of(String most, String least) {
        return new KeyDistances(KeyInterval.parse(most), KeyInterval.parse(least));
    }

    /** Shots as long as detection makes them: no shorter than the least distance, no longer than 250 frames. */
    @ParameterizedTest
    @CsvSource({"48, 24", "2s, 1s", "100, 50", "60, 10", "24, 12", "250, 125", "49, 25"})
    void bothHoldForShotsOfAllLengths(String most, String least) {
        KeyDistances keys = of(most, least);
        int low = keys.leastFrames(FILM);
        int high = KeyInterval.parse(most).frames(FILM).orElseThrow();
        for (int length = low; length <= 250; length++) {
            for (int piece : pieces(keys, length)) {
                assertThat(piece).as("a piece of a shot of " + length).isBetween(low, high);
            }
        }
    }

    private static int[] pieces(KeyDistances keys, int length) {
        int apart = Objects.requireNonNull(keys.of(new FrameRange(5, 5 + length), FILM));
        int count = (length + apart - 1) / apart;
        int[] pieces = new int[count];
        for (int i = 0; i < count; i++) {
            pieces[i] = Math.min(apart, length - i * apart);
        }
        return pieces;
    }

    /** 60 frames are more than 48 and less than twice 40. */
    @Test
    void whereALengthHasNoPlaceBetweenThemTheLargestHolds() {
        assertThat(pieces(of("48", "40"), 60)).containsExactly(30, 30);
        assertThat(pieces(of("48", "40"), 88)).containsExactly(44, 44);
        assertThat(pieces(of("48", "48"), 96)).containsExactly(48, 48);
        assertThat(of("48", "40").remark())
                .hasValueSatisfying(
                        said -> assertThat(said).contains("--min-keyint 40").contains("--keyint 48"));
        assertThat(of("48", "24").remark()).isEmpty();
        assertThat(of("auto", "24").remark()).isEmpty();
    }

    @Test
    void theSmallestAloneLeavesOneKeyFrameAShot() {
        assertThat(pieces(of("auto", "24"), 250)).hasSize(1);
        assertThat(pieces(of("auto", "300"), 599)).hasSize(1);
        assertThat(pieces(of("auto", "24"), 600)).hasSizeGreaterThan(1);
        assertThat(of("auto", "auto").of(new FrameRange(0, 600), FILM)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0.6, 250, 24, 24", "2, 250, 24, 48", "0.6, 250, 200, 200", "0, 4, 24, 24"})
    void noShotIsShorter(double seconds, int longest, int least, int shortest) {
        ShotOptions limits = of("auto", Integer.toString(least)).shots(seconds, longest, FILM);
        assertThat(limits.minFrames(24)).isEqualTo(shortest);
        assertThat(limits.maxFrames()).isGreaterThanOrEqualTo(2 * least);
    }

    @Test
    void withoutOneNothingChanges() {
        assertThat(of("2s", "auto").shots(0.6, 250, FILM)).isEqualTo(new ShotOptions(0.6, 250));
    }

    @ParameterizedTest
    @CsvSource({"24, 48", "1s, 2s", "1s, 48", "24, 2s"})
    void theSmallestIsNotAboveTheLargest(String most, String least) {
        assertThatThrownBy(() -> of(most, least).check(FILM))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("--min-keyint " + least)
                .hasMessageContaining("--keyint " + most);
    }

    @Test
    void secondsAreNeverFewerFramesThanAsked() {
        assertThat(of("auto", "2s").leastFrames(new Rational(24000, 1001))).isEqualTo(48);
        assertThat(of("2s", "1s").leastFrames(new Rational(25, 1))).isEqualTo(25);
    }

    @Test
    void aUsualDistanceLeavesRoom() {
        KeyInterval usual = new KeyInterval.Seconds(2);
        assertThat(of("auto", "1s").usual(usual, FILM)).isEqualTo(usual);
        assertThat(of("auto", "auto").usual(usual, FILM)).isEqualTo(usual);
        assertThat(of("auto", "3s").usual(usual, FILM)).isEqualTo(new KeyInterval.Frames(144));
    }

    @Test
    void shotsOfAListThatAreShorterAreRefusedByNumber() {
        List<Shot> list = List.of(
                new Shot(0, new FrameRange(0, 40), Transition.START),
                new Shot(1, new FrameRange(40, 50), Transition.CUT));
        assertThatThrownBy(() -> of("auto", "24").check(list, FILM))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("--min-keyint 24: shot 1 of the list has only 10 of 24 frames");
        of("auto", "10").check(list, FILM);
        of("auto", "24").check(list.subList(1, 2), FILM);
    }

    @Test
    void anEncodersOptionForTheSameThingIsRefusedBesideIt() {
        Preset preset = Plans.preset().with(Map.of("encoderParams", "min-keyint=5"));
        assertThatThrownBy(() -> preset.with(Map.of("minKeyint", "48")))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("and --min-keyint 48 both decide where key frames are");
    }
}
