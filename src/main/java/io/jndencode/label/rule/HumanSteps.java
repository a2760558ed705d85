package io.jndencode.label.rule;

import io.jndencode.JndException;
import io.jndencode.SmallText;
import io.jndencode.quality.rule.MetricJndModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The steps from level to level as people have them, from VideoSet's 75 % points: columns {@code jnd1_qp75} to {@code jnd3_qp75}. */
final class HumanSteps {
    private HumanSteps() {}

    /** Mean steps and their slopes on JND1. */
    static MetricJndModel.Steps read(Path file) {
        List<String> lines;
        try {
            lines = SmallText.lines(file);
        } catch (IOException e) {
            throw new JndException.Input(
                    "The table of people's levels %s cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
        List<String> header = Arrays.asList(lines.get(0).split(",", -1));
        int[] columns = {header.indexOf("jnd1_qp75"), header.indexOf("jnd2_qp75"), header.indexOf("jnd3_qp75")};
        if (Arrays.stream(columns).anyMatch(column -> column < 0)) {
            throw new JndException.Input(
                    "The table %s must have the columns jnd1_qp75, jnd2_qp75 and jnd3_qp75.".formatted(file));
        }
        List<double[]> levels = lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> Arrays.stream(columns)
                        .mapToDouble(column -> Double.parseDouble(cells[column]))
                        .toArray())
                .toList();
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
