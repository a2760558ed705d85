package io.jndencode.train.lite;

import io.jndencode.JndException;
import io.jndencode.text.TableCell;
import io.jndencode.train.evaluate.SafetyTable;
import io.jndencode.train.plot.Chart;
import io.jndencode.train.plot.Chart.Point;
import io.jndencode.train.plot.Chart.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The files that show every shot as it was predicted by a net without its source: a table, and a scatter plot of JND1
 * against its label.
 */
public final class HeldOutFiles {
    private static final String HEADER =
            "source,group,kind,jnd1,jnd2,jnd3,predicted1,predicted2,predicted3,constant1,two_frames1,spread";

    private HeldOutFiles() {}

    /** Returns a network's two files in a folder. */
    public static List<Path> in(Path folder, String network) {
        return List.of(folder.resolve(network + "-held-out.csv"), folder.resolve(network + "-held-out.svg"));
    }

    /** Writes them. */
    public static List<Path> write(Path folder, String network, ValidationReport report) {
        List<Path> files = in(folder, network);
        try {
            Files.write(files.get(0), table(report));
            Files.writeString(files.get(1), plot(report).svg());
        } catch (IOException e) {
            throw new JndException.Model("The held-out shots cannot be written to %s.".formatted(folder), e);
        }
        return files;
    }

    private static List<String> table(ValidationReport report) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        List<SafetyTable.Shot> planned = report.safety().shots();
        for (int i = 0; i < planned.size(); i++) {
            ValidationShot shot = report.shots().get(i);
            List<Double> numbers = new ArrayList<>(shot.label());
            numbers.addAll(shot.predicted());
            numbers.add(shot.constant().get(0));
            numbers.add(planned.get(i).predicted());
            numbers.add(planned.get(i).spread());
            lines.add(TableCell.csv(shot.source()) + "," + TableCell.csv(shot.group()) + ","
                    + TableCell.csv(shot.tag()) + ","
                    + numbers.stream()
                            .map(number -> String.format(Locale.ROOT, "%.5f", number))
                            .collect(Collectors.joining(",")));
        }
        return lines;
    }

    private static Chart plot(ValidationReport report) {
        var labels =
                report.shots().stream().mapToDouble(shot -> shot.label().get(0)).summaryStatistics();
        Series perfect = new Series(
                "as labelled",
                true,
                List.of(new Point(labels.getMin(), labels.getMin()), new Point(labels.getMax(), labels.getMax())));
        Series footage = new Series("real footage", false, points(report.footage()));
        Series pans = new Series(
                "pans over pictures",
                false,
                points(report.shots().stream().filter(ValidationShot::pan).toList()));
        return new Chart(
                "JND1 of shots whose source the net does not know; above the line is too coarse",
                "labelled QP",
                "predicted",
                List.of(pans, footage, perfect));
    }

    private static List<Point> points(List<ValidationShot> shots) {
        return shots.stream()
                .map(shot -> new Point(shot.label().get(0), shot.predicted().get(0)))
                .toList();
    }
}
