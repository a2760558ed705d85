package io.jndencode.train.plot;

import io.jndencode.train.plot.Chart.Point;
import io.jndencode.train.plot.Chart.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The learning curve {@code logs-NAME.svg} beside a log: training and validation loss by epoch. */
public final class LearningCurve {
    private LearningCurve() {}

    /** Draws the last run of a log. */
    public static void draw(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        List<String> columns = List.of(lines.get(0).split(";", -1));
        List<List<String>> rows = lastRun(lines.subList(1, lines.size()));
        List<Series> series = new ArrayList<>();
        for (String column : List.of("loss", "val_loss")) {
            int at = columns.indexOf(column);
            series.add(new Series(column, true, points(rows, at)));
        }
        String name = String.valueOf(log.getFileName()).replace(".csv", "");
        Chart chart = new Chart(name.replace("logs-", ""), "epoch", "loss", series);
        Files.writeString(log.resolveSibling(name + ".svg"), chart.svg());
    }

    private static List<List<String>> lastRun(List<String> lines) {
        List<List<String>> rows =
                lines.stream().map(line -> List.of(line.split(";", -1))).toList();
        int begin = IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).get(0).equals("0"))
                .reduce(0, (first, second) -> second);
        return rows.subList(begin, rows.size());
    }

    private static List<Point> points(List<List<String>> rows, int column) {
        return rows.stream()
                .map(row -> new Point(Integer.parseInt(row.get(0)) + 1.0, Double.parseDouble(row.get(column))))
                .toList();
    }
}
