package io.jndencode.label.rule;

import io.jndencode.JndException;
import io.jndencode.quality.rule.MetricJndModel;
import io.jndencode.text.TextTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The steps from level to level as people have them, from VideoSet's 75 % points: columns {@code jnd1_qp75} to {@code jnd3_qp75}. */
final class HumanSteps {
    private HumanSteps() {}

    /** Mean steps and their slopes on JND1. */
    static MetricJndModel.Steps read(Path file) {
        String[] columns = {"jnd1_qp75", "jnd2_qp75", "jnd3_qp75"};
        List<double[]> levels = TextTable.read(file, TextTable.COMMA).with(columns).rows().stream()
                .map(row -> Arrays.stream(columns).mapToDouble(row::number).toArray())
                .toList();
        if (levels.size() < 2) {
            throw new JndException.Input("the table %s of people's levels has no two rows".formatted(file));
        }
        double usual = levels.stream().mapToDouble(row -> row[0]).average().orElseThrow();
        double[] second = line(levels, usual, 1);
        double[] third = line(levels, usual, 2);
        return new MetricJndModel.Steps(rounded(usual), second[0], second[1], third[0], third[1]);
    }

    /** Mean step to a level and its slope on JND1. */
    private static double[] line(List<double[]> levels, double usual, int level) {
        double mean = 0;
        for (double[] row : levels) {
            mean += (row[level] - row[level - 1]) / levels.size();
        }
        double together = 0;
        double alone = 0;
        for (double[] row : levels) {
            together += (row[0] - usual) * (row[level] - row[level - 1] - mean);
            alone += (row[0] - usual) * (row[0] - usual);
        }
        return new double[] {rounded(mean), rounded(together / alone)};
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
