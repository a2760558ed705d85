package io.jndencode.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.jnd.AnalysedShot;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.Transition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
    private static final Preset DEFAULT = new PresetStore(Installation.current()).load("default");

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
        PlannedShot planned = new Planner(DEFAULT.with(Map.of("safety", safety))).plan(shot(jnd1));
        assertThat(planned.qp()).isEqualTo(qp);
        assertThat(planned.clampedBy() == null ? null : planned.clampedBy().toString())
                .isEqualTo(clampedBy);
        assertThat(planned.startPts()).isEqualTo(0);
        assertThat(planned.endPts()).isEqualTo(3000);
    }

    @Test
    void arithmeticNoiseDoesNotCostAWholeQp() {
        assertThat(new Planner(DEFAULT.with(Map.of("target", 1.1)))
                        .plan(shot(26))
                        .qp())
                .isEqualTo(26);
        assertThat(new Planner(DEFAULT).plan(shot(Math.nextDown(26.0))).qp()).isEqualTo(26);
    }

    @Test
    void crfIsRefusedForNowWithTheReason() {
        assertThatThrownBy(() -> new Planner(DEFAULT.with(Map.of("rateControl", "crf"))))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("calibration");
    }

    private static AnalysedShot shot(double jnd1) {
        return new AnalysedShot(
                new Shot(0, new FrameRange(0, 3), Transition.START),
                new long[] {0, 1000, 2000},
                3000,
                List.of(1L),
                new JndPrediction(jnd1, jnd1 + 4, jnd1 + 7, 2, JndPrediction.Confidence.IN_DISTRIBUTION));
    }
}
