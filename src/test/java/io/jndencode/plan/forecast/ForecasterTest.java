package io.jndencode.plan.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.plan.crf.CrfScene;
import io.jndencode.plan.crf.RateMapping;
import io.jndencode.shot.ShotStatistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecasterTest {
    private static final ForecastScene.Probes PROBES = new ForecastScene.Probes(0.8, 0.08);

    private static ForecastScene scene(
            String encoder, boolean crf, int qp, ForecastScene.@Nullable Probes probes, long keyFrames) {
        ShotStatistics traits = new ShotStatistics(11, 110, 4, 2, 0.85, 2.5);
        CrfScene scene = new CrfScene(traits, 100, 640 * 360, 25);
        Double rate = crf ? RateMapping.of(encoder).crf("medium", qp, scene) : null;
        return new ForecastScene(scene, probes, keyFrames, qp, rate);
    }

    @ParameterizedTest
    @CsvSource({"x264,false", "x264,true", "x265,true", "svt-av1,true"})
    void sizesFallWithTheQpAndRiseWithWhatTheProbesCost(String encoder, boolean crf) {
        String preset = encoder.equals("svt-av1") ? "8" : "medium";
        EncoderForecast known = Forecaster.known(new Forecaster.Settings(encoder, crf, preset, true));
        long last = Long.MAX_VALUE;
        for (int qp = 18; qp <= 38; qp += 4) {
            SizeForecast now = known.of(scene(encoder, crf, qp, PROBES, 1), preset, true);
            // Six QPs are about half the bits.
            assertThat(now.bytes()).isLessThan(last).isGreaterThan(last == Long.MAX_VALUE ? 0 : last / 4);
            last = now.bytes();
        }
        SizeForecast usual = known.of(scene(encoder, crf, 28, PROBES, 1), preset, true);
        SizeForecast busy = known.of(scene(encoder, crf, 28, new ForecastScene.Probes(0.8, 0.3), 1), preset, true);
        assertThat(busy.bytes()).isGreaterThan(usual.bytes() * 3 / 2);
        SizeForecast blind = known.of(scene(encoder, crf, 28, null, 1), preset, true);
        assertThat(blind.doublings()).isGreaterThan(usual.doublings());
    }

    @ParameterizedTest
    @CsvSource({"x264,false", "x264,true", "x265,true", "svt-av1,true"})
    void everyPresetHasAForecastAndThoseNotMeasuredAWiderOne(String encoder, boolean crf) {
        EncoderForecast known = Forecaster.known(new Forecaster.Settings(encoder, crf, "", true));
        ForecastScene scene = scene(encoder, crf, 26, PROBES, 1);
        double narrow = known.probed().deviation();
        for (String preset : VideoEncoder.named(encoder).presets()) {
            double measured = known.of(scene, preset, true).doublings();
            double expected = known.presets().containsKey(preset) ? narrow : 1.5 * narrow;
            assertThat(measured).as(preset).isBetween(0.99 * expected, 1.01 * expected);
            assertThat(known.of(scene, preset, false).doublings()).isBetween(1.48 * narrow, 1.52 * narrow);
        }
    }

    @ParameterizedTest
    @CsvSource({"x264,false", "svt-av1,true"})
    void moreKeyFramesCostMore(String encoder, boolean crf) {
        EncoderForecast known = Forecaster.known(new Forecaster.Settings(encoder, crf, "8", true));
        long one = known.of(scene(encoder, crf, 26, PROBES, 1), "8", true).bytes();
        long five = known.of(scene(encoder, crf, 26, PROBES, 5), "8", true).bytes();
        assertThat(five).isGreaterThan(one);
    }
}
