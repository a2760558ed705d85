package io.jndencode.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.Installation;
import io.jndencode.analysis.AnalysedShot;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.media.ColorTags;
import io.jndencode.media.PlainVideo;
import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import io.jndencode.plan.crf.CrfMapping;
import io.jndencode.plan.crf.CrfScene;
import io.jndencode.plan.crf.RateMapping;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.ShotStatistics;
import io.jndencode.shot.Transition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
    private static final Preset PLAIN = new PresetStore(Installation.current()).load("default");

    /** The default without its margin, which the last test adds. */
    private static final Preset DEFAULT = PLAIN.with(Map.of("safety", 0));

    private static final ShotStatistics TRAITS = new ShotStatistics(6, 110, 4, 2, 0.8, 2.5);
    private static final VideoStream VIDEO = new VideoStream(
            0,
            "h264",
            PlainVideo.geometry(640, 360),
            new VideoStream.Timing(new Rational(25, 1), false, 3, new Rational(1, 25000)),
            PlainVideo.format("yuv420p", 8, new ColorTags("bt709", "bt709", "bt709", "tv")));

    @ParameterizedTest
    @CsvSource({
        "26.4, 0,   26,",
        "26.9, 0,   26,",
        "26.0, 0,   26,",
        "26.4, 0.5, 25,",
        "11.9, 0,   12, min-qp",
        "3.0,  2,   12, min-qp",
        "42.9, 0,   42,",
        "43.0, 0,   42, max-qp"
    })
    void theQpIsTheCoarsestWholeOneWithinLevelSafetyAndLimits(double jnd1, double safety, int qp, String clampedBy) {
        PlannedShot planned = planner(DEFAULT.with(Map.of("safety", safety))).plan(shot(jnd1));
        assertThat(planned.qp()).isEqualTo(qp);
        assertThat(
                        planned.settings().clampedBy() == null
                                ? null
                                : planned.settings().clampedBy().toString())
                .isEqualTo(clampedBy);
        assertThat(planned.startPts()).isEqualTo(0);
        assertThat(planned.endPts()).isEqualTo(3000);
    }

    @Test
    void theDefaultStaysThreeTenthsOfAnExpectedErrorUnderTheLevel() {
        assertThat(planner(PLAIN).plan(shot(26.4)).qp()).as("26.4 - 0.3 x 2").isEqualTo(25);
        assertThat(planner(PLAIN).plan(shot(26.6)).qp()).isEqualTo(26);
        assertThat(planner(PLAIN.with(Map.of("safety", 0))).plan(shot(26.4)).qp())
                .isEqualTo(26);
    }

    @Test
    void arithmeticNoiseDoesNotCostAWholeQp() {
        assertThat(planner(DEFAULT.with(Map.of("target", 1.1))).plan(shot(26)).qp())
                .isEqualTo(26);
        assertThat(planner(DEFAULT).plan(shot(Math.nextDown(26.0))).qp()).isEqualTo(26);
    }

    @Test
    void aPlanOfCrfsKeepsTheQpsAndAddsWhatTheMappingSays() {
        PlannedShot constant = planner(DEFAULT).plan(shot(26.4));
        PlannedShot planned =
                planner(DEFAULT.with(Map.of("rateControl", "crf"))).plan(shot(26.4));
        CrfScene scene = CrfScene.of(TRAITS, 3, VIDEO);
        assertThat(constant.crf()).isNull();
        assertThat(planned.qp()).isEqualTo(constant.qp());
        assertThat(planned.crf()).isEqualTo(CrfMapping.standard().crf(26, scene));
        assertThat(planned.withQp(28, MAPPING).crf()).isEqualTo(Objects.requireNonNull(planned.crf()) + 2);
        assertThat(planned.withQp(51, MAPPING).withQp(1, MAPPING).crf())
                .isBetween(CrfMapping.LOWEST, CrfMapping.HIGHEST);
    }

    private static final RateMapping MAPPING = RateMapping.of("x264");

    private static Planner planner(Preset preset) {
        return new Planner(preset, VIDEO);
    }

    private static AnalysedShot shot(double jnd1) {
        return new AnalysedShot(
                new Shot(0, new FrameRange(0, 3), Transition.START),
                new long[] {0, 1000, 2000},
                3000,
                TRAITS,
                List.of(1L),
                new JndPrediction(jnd1, jnd1 + 4, jnd1 + 7, 2, JndPrediction.Confidence.IN_DISTRIBUTION),
                List.of());
    }
}
