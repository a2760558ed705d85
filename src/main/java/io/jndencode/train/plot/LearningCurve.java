package io.jndencode.train.plot;

import io.jndencode.text.TextTable;
import io.jndencode.train.plot.Chart.Point;
import io.jndencode.train.plot.Chart.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The learning curve {@code logs-NAME.svg} beside a log: training and validation loss by epoch. */
public final class LearningCurve {
    private LearningCurve() {}

    /** Draws the last run of a log. */
    public static void draw(Path log) throws IOException {
        TextTable table = TextTable.parse(log.toString(), Files.readString(log), ';');
        List<TextTable.Row> rows = lastRun(table.rows());
        List<Series> series = Stream.of("loss", "val_loss")
                .map(column -> new Series(column, true, points(rows, column)))
                .toList();
        String name = String.valueOf(log.getFileName()).replace(".csv", "");
        Chart chart = new Chart(name.replace("logs-", ""), "epoch", "loss", series);
        Files.writeString(log.resolveSibling(name + ".svg"), chart.svg());
    }

    private static List<TextTable.Row> lastRun(List<TextTable.Row> rows) {
        int begin = IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).whole("epoch") == 0)
                .reduce(0, (first, second) -> second);
        return rows.subList(begin, rows.size());
    }

    private static List<Point> points(List<TextTable.Row> rows, String column) {
        return rows.stream()
                .map(row -> new Point(row.whole("epoch") + 1.0, row.number(column)))
                .toList();
    }
}
