package io.jndencode.train.evaluate;

import io.jndencode.JndException;
import io.jndencode.train.plot.Chart;
import io.jndencode.train.plot.Chart.Point;
import io.jndencode.train.plot.Chart.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The files a test writes: the table of predictions that the reference implementation writes too, and a scatter plot. */
public final class TestResults {
    private TestResults() {}

    /**
     * Writes {@code NAME-test_results.csv} (only predictions, one line per picture in the dataset's order, levels separated
     * by commas) and {@code NAME-test_scatter.svg} (one dot per shot).
     *
     * @return the two files
     */
    public static List<Path> write(Path folder, String name, ModelEvaluator.Verdict verdict) {
        Path table = files(folder, name).get(0);
        Path plot = files(folder, name).get(1);
        List<String> lines = verdict.predictions().stream()
                .map(levels -> levels.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .toList();
        try {
            Files.createDirectories(folder);
            Files.write(table, lines);
            Files.writeString(plot, scatter(name, verdict.scores()).svg());
        } catch (IOException e) {
            throw new JndException.Model("The results cannot be written to %s.".formatted(folder), e);
        }
        return List.of(table, plot);
    }

    /** The two files of a test. */
    public static List<Path> files(Path folder, String name) {
        return List.of(folder.resolve(name + "-test_results.csv"), folder.resolve(name + "-test_scatter.svg"));
    }

    private static Chart scatter(String name, ShotScores scores) {
        List<Series> series = new ArrayList<>();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < scores.levels().size(); i++) {
            List<Point> points = new ArrayList<>();
            for (Evaluation.Pair pair : scores.pairs(i)) {
                points.add(new Point(pair.label(), pair.predicted()));
                low = Math.min(low, Math.min(pair.label(), pair.predicted()));
                high = Math.max(high, Math.max(pair.label(), pair.predicted()));
            }
            series.add(new Series(scores.levels().get(i).name(), false, points));
        }
        series.add(new Series("perfect", true, List.of(new Point(low, low), new Point(high, high))));
        return new Chart(name, "labelled QP", "predicted", series);
    }
}
