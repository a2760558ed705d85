package io.jndencode.plan.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.media.Rational;
import io.jndencode.media.encoder.CodedPicture;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.Rate;
import io.jndencode.media.encoder.X264;
import io.jndencode.shot.ShotStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderMappingTest {
    private static final EncoderMapping EXAMPLE = new EncoderMapping(
            EncoderMapping.SCHEMA,
            Map.of(),
            "example",
            Map.of(),
            "",
            List.of(new EncoderMapping.Knot(22, 20), new EncoderMapping.Knot(28, 32), new EncoderMapping.Knot(34, 41)),
            List.of(new CrfMapping.Term(CrfFeature.EXPLAINED, 0.9, -10), new CrfMapping.Term(CrfFeature.REUSE, 3, 2)),
            -3,
            2,
            Map.of("6", 0.5, "8", -0.1),
            0.5,
            2.4,
            4,
            60);

    private static CrfScene scene(double explained, double reuse, double rate) {
        return new CrfScene(new ShotStatistics(7, 120, 2, 1, explained, reuse), 100, 640 * 360, rate);
    }

    /** By hand: the curve, - 10 (e - 0.9) + 2 (r - 3) within -3 to 2, the preset's part, - 0.5, - 2.4 log2(rate / 25), in quarters. */
    @ParameterizedTest
    @CsvSource({
        "22, 0.90, 3.0, 25,   6, 20.00", // 0.5 of the preset, 0.5 in reserve
        "25, 0.90, 3.0, 25,   6, 26.00", // halfway to 32
        "31, 0.90, 3.0, 25,   6, 36.50",
        "19, 0.90, 3.0, 25,   6, 14.00", // the first piece goes on: 2 a QP
        "40, 0.90, 3.0, 25,   6, 50.00", // and the last: 1.5 a QP
        "28, 0.80, 3.2, 25,   6, 33.50", // + 1 + 0.4 = 33.4
        "28, 0.70, 3.5, 25,   6, 34.00", // + 2 + 1, at most 2
        "28, 0.95, 1.0, 25,   6, 29.00", // - 0.5 - 4, at least -3
        "28, 0.90, 3.0, 25,   8, 31.50", // 31.4
        "28, 0.90, 3.0, 25,  99, 31.50", // a preset that is not named
        "28, 0.90, 3.0, 50,   6, 29.50", // 29.6
        "28, 0.90, 3.0, 400,  6, 27.25", // 100 a second count: 27.2
        "50, 0.90, 3.0, 25,   6, 60.00", // not above the encoder's coarsest
        "8,  0.90, 3.0, 25,   6, 4.00"
    })
    void theCrfIsThatOfTheCurveShiftedByTheShotThePresetAndTheFrameRate(
            int qp, double explained, double reuse, double rate, String preset, double crf) {
        assertThat(EXAMPLE.crf(preset, qp, scene(explained, reuse, rate))).isEqualTo(crf);
    }

    @ParameterizedTest
    @CsvSource({"10, 2", "22, 2", "27, 2", "28, 1.5", "33, 1.5", "50, 1.5"})
    void aStepOfQpIsTheCurvesSlope(int qp, double step) {
        assertThat(EXAMPLE.step(qp)).isCloseTo(step, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x265", "svt-av1"})
    void theOnesOfThisVersionAreReadAndGoCoarserWithTheQp(String encoder) {
        EncoderMapping mapping = (EncoderMapping) RateMapping.of(encoder);
        assertThat(mapping.schema()).isEqualTo(EncoderMapping.SCHEMA);
        assertThat(mapping.encoder()).isEqualTo(encoder);
        assertThat(mapping.reason()).isNotBlank();
        double before = 0;
        for (int qp = 1; qp <= 51; qp++) {
            double crf = mapping.crf("medium", qp, scene(0.9, 3, 25));
            assertThat(crf).isBetween(Math.max(before, mapping.lowest()), mapping.highest());
            assertThat(crf * 4).isEqualTo(Math.rint(crf * 4));
            before = crf;
        }
    }

    /** Evaluated outside Java from the numbers of the mappings' files, after docs/encoders.md. */
    @ParameterizedTest
    @CsvSource({
        "x265, medium, 28, 2, 11, 25, 26.25",
        "x265, medium, 24, 2, 11, 50, 20.75",
        "x265, medium, 31, 0.5, 11, 25, 30.25",
        "x265, medium, 26, 4, 9, 23.976, 24.0",
        "x265, medium, 28, 0, 18, 30, 28.25",
        "svt-av1, 6, 28, 2, 11, 25, 43.25",
        "svt-av1, 6, 24, 2, 11, 50, 34.0",
        "svt-av1, 6, 31, 0.5, 11, 25, 58.25",
        "svt-av1, 6, 26, 4, 9, 23.976, 32.5",
        "svt-av1, 8, 28, 0, 18, 30, 58.25",
        "svt-av1, 8, 40, 0.2, 14, 25, 70.0"
    })
    void theOnesOfThisVersionGiveWhatTheirFilesSay(
            String encoder, String preset, int qp, double residual, double texture, double rate, double crf) {
        ShotStatistics traits = new ShotStatistics(texture, 120, 5, residual, 0.9, 3);
        assertThat(RateMapping.of(encoder).crf(preset, qp, new CrfScene(traits, 100, 640 * 360, rate)))
                .isEqualTo(crf);
    }

    @Test
    void x264HasItsOwnMappingAndTheSettingsItIsEncodedWith() {
        RateMapping x264 = RateMapping.of("x264");
        CrfScene scene = scene(0.8, 2, 30);
        assertThat(x264.crf("slow", 27, scene)).isEqualTo(CrfMapping.standard().crf(27, scene));
        String own = x264.params().entrySet().stream().map(Object::toString).collect(Collectors.joining(":"));
        EncoderSettings settings = new EncoderSettings("medium", new Rate.Crf(20), Map.of(), null);
        assertThat(new X264().options(settings, CodedPicture.progressive(64, 64, Rational.UNKNOWN)))
                .containsEntry("x264opts", "stitchable=1:" + own);
    }

    @Test
    void anotherEncoderHasNoMapping() {
        assertThatThrownBy(() -> RateMapping.of("vvenc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vvenc");
    }

    @Test
    void aCurveThatDoesNotRiseIsRefused() {
        List<EncoderMapping.Knot> level = List.of(new EncoderMapping.Knot(28, 30), new EncoderMapping.Knot(28, 31));
        assertThatThrownBy(() -> new EncoderMapping(
                        EncoderMapping.SCHEMA,
                        Map.of(),
                        "example",
                        Map.of(),
                        "",
                        level,
                        List.of(),
                        0,
                        0,
                        Map.of(),
                        0,
                        0,
                        1,
                        51))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not rise");
    }
}
