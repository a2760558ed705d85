package io.jndencode.label.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.JndException;
import io.jndencode.dataset.GroupSplitter;
import io.jndencode.label.LabelWeights;
import io.jndencode.quality.CurvePoint;
import io.jndencode.quality.ShotContent;
import io.jndencode.quality.rule.MetricFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shots of eight sources whose JND1 lies where PSNR is 40 dB less four for each unit of luma; one source lies. */
class MetricJndRegressionTest {
    private static final List<MetricFeature> FEATURES = List.of(MetricFeature.PSNR, MetricFeature.LUMA);

    @TempDir
    Path folder;

    @BeforeEach
    void measure() throws IOException {
        StringBuilder labels = new StringBuilder(
                "file\tstart\tfps\tframes\tlabel_width\tlabel_height\ttag\tjnd1\tjnd2\tjnd3\tspread\n");
        CurveTable curves = new CurveTable(folder.resolve("curves.tsv"));
        for (int row = 0; row < 9; row++) {
            String file = row == 8 ? "liar.mp4" : "source" + row + ".mp4";
            double luma = row / 10.0;
            double jnd1 = row == 8 ? 40 : 22 + row;
            labels.append("%s\t0\t24\t28\t640\t360\tx\t%s\t%s\t%s\t0\n".formatted(file, jnd1, jnd1 + 5, jnd1 + 8));
            for (int qp = 20; qp < 34; qp += 4) {
                double psnr = 40 - 4 * luma - (qp - 22 - row);
                ShotContent content = new ShotContent(640, 360, 24, 28, 255 * luma, 1, 1);
                curves.add(new CurveTable.Line(
                        "labels.tsv", row, file, content, new CurvePoint(qp, 9000, 40, 40, 0.9, psnr)));
            }
        }
        Files.writeString(folder.resolve("labels.tsv"), labels);
        Files.writeString(folder.resolve("human.csv"), "jnd1_qp75,jnd2_qp75,jnd3_qp75\n24,29,32\n26,31,34\n28,33,36\n");
    }

    private MetricJndRegression.Result fit(String... leftOut) {
        return new MetricJndRegression(
                        List.of(folder.resolve("labels.tsv")),
                        folder.resolve("curves.tsv"),
                        folder.resolve("human.csv"),
                        new GroupSplitter(List.of(), List.of(), 0, 0, 1),
                        List.of(leftOut),
                        LabelWeights.DEFAULT)
                .fit(FEATURES);
    }

    @Test
    void aRuleIsFoundAndSourcesLeftOutHaveNoPartInIt() {
        MetricJndRegression.Result honest = fit("liar");
        assertThat(honest.agreement().shots()).isEqualTo(8);
        assertThat(honest.agreement().rule().get(0)).isLessThan(0.3);
        assertThat(honest.agreement().constant().get(0)).isGreaterThan(1.5);
        assertThat(honest.rule().terms().get(0).weight()).isCloseTo(-1, within(0.15));
        assertThat(honest.rule().steps().toJnd2()).isEqualTo(5);
        assertThat(fit().agreement().rule().get(0)).isGreaterThan(1);
    }

    @Test
    void aTableOfOtherColumnsIsRefused() throws IOException {
        Path curves = folder.resolve("curves.tsv");
        Files.writeString(curves, Files.readString(curves).replaceFirst("\tpsnr", "\tpsnr\tdetail"));
        assertThatThrownBy(this::fit)
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("its columns are not");
    }
}
