package io.jndencode.label.rule;

import io.jndencode.JndException;
import io.jndencode.dataset.GroupSplitter;
import io.jndencode.label.LabelTable;
import io.jndencode.label.LabelWeights;
import io.jndencode.label.LabelledShot;
import io.jndencode.quality.CurvePoint;
import io.jndencode.quality.rule.MetricFeature;
import io.jndencode.quality.rule.MetricJndModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits the rule to a table that {@link CurveMeasurement} made.
 *
 * @param tables tables of labelled shots
 * @param curves what was measured of them
 * @param human people's levels, for the steps between levels
 * @param groups which sources show the same thing
 * @param leftOut marks of files the rule is not to know
 * @param weights how much each label counts
 */
public record MetricJndRegression(
        List<Path> tables, Path curves, Path human, GroupSplitter groups, List<String> leftOut, LabelWeights weights) {
    /** What the rule that comes with the program looks at. */
    public static final List<MetricFeature> FEATURES = List.of(
            MetricFeature.XPSNR,
            MetricFeature.PSNR,
            MetricFeature.QP,
            MetricFeature.LUMA,
            MetricFeature.TEXTURE,
            MetricFeature.MOTION);

    /** A fitted rule and how it does on sources left out. */
    public record Result(MetricJndModel rule, MetricJndFit.Agreement agreement) {}

    public MetricJndRegression {
        tables = List.copyOf(tables);
        leftOut = List.copyOf(leftOut);
    }

    /** Fits a rule that looks at these features. */
    public Result fit(List<MetricFeature> features) {
        List<MetricJndFit.Shot> shots = shots();
        if (shots.stream().map(MetricJndFit.Shot::group).distinct().count() < 3) {
            throw new JndException.Input(
                    "%s has measurements of fewer than three sources of the tables %s".formatted(curves, tables));
        }
        MetricJndFit fit = new MetricJndFit(features, HumanSteps.read(human));
        MetricJndFit.Agreement agreement = fit.judge(shots);
        return new Result(fit.fit(shots, about(shots, agreement)), agreement);
    }

    private List<MetricJndFit.Shot> shots() {
        Map<String, List<CurveTable.Line>> measured = new LinkedHashMap<>();
        for (CurveTable.Line line : new CurveTable(curves).lines()) {
            measured.computeIfAbsent(line.table() + "/" + line.row(), key -> new ArrayList<>())
                    .add(line);
        }
        List<MetricJndFit.Shot> shots = new ArrayList<>();
        for (Path table : tables) {
            List<LabelledShot> rows = LabelTable.read(table);
            for (int row = 0; row < rows.size(); row++) {
                List<CurveTable.Line> lines = measured.getOrDefault(table.getFileName() + "/" + row, List.of());
                if (!lines.isEmpty() && known(rows.get(row).label().file())) {
                    shots.add(shot(rows.get(row), lines));
                }
            }
        }
        return shots;
    }

    private boolean known(String file) {
        return leftOut.stream().noneMatch(file::contains);
    }

    private MetricJndFit.Shot shot(LabelledShot labelled, List<CurveTable.Line> lines) {
        List<CurvePoint> curve = lines.stream().map(CurveTable.Line::point).toList();
        return new MetricJndFit.Shot(
                groups.group(labelled.label().file()),
                labelled.label().levels(),
                weights.of(labelled),
                lines.get(0).content(),
                curve);
    }

    private static Map<String, Object> about(List<MetricJndFit.Shot> shots, MetricJndFit.Agreement agreement) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("meaning", "QPs above JND1 = intercept + sum of weight * (feature - mean); see docs/labels.md");
        about.put("shots", shots.size());
        about.put(
                "measurements",
                shots.stream().mapToInt(shot -> shot.curve().size()).sum());
        about.put(
                "sources",
                shots.stream().map(MetricJndFit.Shot::group).distinct().count());
        about.put("heldOutErrorQp", hundredths(agreement.rule()));
        about.put("heldOutErrorQpOfConstant", hundredths(agreement.constant()));
        about.put("heldOutErrorQpWeighted", hundredths(agreement.weighted()));
        about.put("heldOutErrorQpOfConstantWeighted", hundredths(agreement.constantWeighted()));
        return about;
    }

    private static List<Double> hundredths(List<Double> values) {
        return values.stream().map(value -> Math.round(value * 100) / 100.0).toList();
    }
}
