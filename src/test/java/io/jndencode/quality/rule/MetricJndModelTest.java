package io.jndencode.quality.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.JndException;
import io.jndencode.jnd.JndLevels;
import io.jndencode.quality.CurvePoint;
import io.jndencode.quality.ShotContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricJndModelTest {
    private static final ShotContent CONTENT = new ShotContent(1280, 720, 30, 28, 120, 2, 4);

    /** Half a decibel a QP: 40 dB is JND1. */
    private static final MetricJndModel SIMPLE = new MetricJndModel(
            MetricJndModel.SCHEMA,
            Map.of("meaning", "a test"),
            0,
            List.of(new MetricJndModel.Term(MetricFeature.XPSNR, 40, -2)),
            new MetricJndModel.Steps(26, 5, 0, 3, -0.1));

    @TempDir
    Path folder;

    private static CurvePoint point(int qp, double xpsnr) {
        return new CurvePoint(qp, 100_000, xpsnr, xpsnr - 1, 0.99, xpsnr + 2);
    }

    @Test
    void anEncodeOfLessQualityThanJnd1IsTooCoarse() {
        assertThat(SIMPLE.qpError(point(28, 39), CONTENT)).isEqualTo(2);
        assertThat(SIMPLE.qpError(point(24, 41), CONTENT)).isEqualTo(-2);
    }

    @Test
    void levelsBeyondTheFirstFollowItByPeoplesSteps() {
        JndLevels levels = SIMPLE.levels(List.of(point(28, 39), point(24, 41)), CONTENT);
        assertThat(levels.jnd1()).isCloseTo(26, within(1e-9));
        assertThat(levels.jnd2()).isCloseTo(31, within(1e-9));
        assertThat(levels.jnd3()).isCloseTo(34, within(1e-9));
        assertThat(SIMPLE.above(36).jnd3() - SIMPLE.above(36).jnd2()).isCloseTo(2, within(1e-9));
        assertThat(levels.between(1.5)).isCloseTo(28.5, within(1e-9));
        assertThat(levels.between(0)).isCloseTo(21, within(1e-9));
        assertThat(SIMPLE.qpError(point(28, 39), CONTENT, 2)).isCloseTo(-3, within(1e-9));
    }

    @Test
    void aMeasurementNearTheLevelCountsMoreThanOneFarFromIt() {
        // The far one, by its own word 12 QP below the level, says 30; the near one says 26.
        JndLevels levels = SIMPLE.levels(List.of(point(18, 46), point(26, 40)), CONTENT);
        assertThat(levels.jnd1()).isBetween(26.0, 26.1);
    }

    @Test
    void theShippedRuleReadsAndPutsTheLevelsInOrder() {
        MetricJndModel rule = MetricJndModel.standard();
        assertThat(rule.qpError(point(38, 30), CONTENT)).isGreaterThan(rule.qpError(point(18, 45), CONTENT));
        for (double jnd1 = 8; jnd1 < 46; jnd1++) {
            JndLevels levels = rule.above(jnd1);
            assertThat(levels.jnd2()).isGreaterThan(levels.jnd1());
            assertThat(levels.jnd3()).isGreaterThan(levels.jnd2());
        }
    }

    @Test
    void aRuleIsReadAsItWasWritten() throws IOException {
        Path file = folder.resolve("rule.json");
        SIMPLE.write(file);
        assertThat(MetricJndModel.read(file)).isEqualTo(SIMPLE);
        assertThat(MetricJndModel.read(file).fingerprint()).isEqualTo(SIMPLE.fingerprint());
        Files.writeString(file, Files.readString(file).replace("jnd-rule/1", "jnd-rule/9"));
        assertThatThrownBy(() -> MetricJndModel.read(file))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("jnd-rule/9");
    }

    /** Versions before 0.2 kept labels under 32 bits of the same text. */
    @Test
    void theFingerprintIsAHashOfTheNumbersSpelledOut() throws NoSuchAlgorithmException {
        String numbers = "0.0 [Term[feature=xpsnr, mean=40.0, weight=-2.0]]"
                + "Steps[usualJnd1=26.0, toJnd2=5.0, slope2=0.0, toJnd3=3.0, slope3=-0.1]";
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(numbers.getBytes(StandardCharsets.UTF_8));
        assertThat(SIMPLE.fingerprint()).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(SIMPLE.shortFingerprint()).isEqualTo("3a8a1dcb");
        assertThat(MetricJndModel.standard().shortFingerprint()).isEqualTo("ab5dc828");
    }
}
