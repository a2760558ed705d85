package io.jndencode.label.rule;

import io.jndencode.label.LabelTable;
import io.jndencode.label.LabelledFrames;
import io.jndencode.label.LabelledShot;
import io.jndencode.media.compare.ConstantQpRoundTrip;
import io.jndencode.quality.CurveMeter;
import io.jndencode.quality.ShotContent;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Measures labelled shots at given QPs, as the rule from metrics to levels is fitted to them. What was measured before is kept. */
public final class CurveMeasurement {
    private final List<Path> tables;
    private final LabelledFrames frames;
    private final CurveTable out;

    /**
     * @param tables tables of labelled shots, see {@link LabelTable}
     * @param folders with the tables' files
     * @param out the table of curves, made or continued
     */
    public CurveMeasurement(List<Path> tables, List<Path> folders, Path out) {
        this.tables = List.copyOf(tables);
        this.frames = new LabelledFrames(folders);
        this.out = new CurveTable(out);
    }

    /** Whether a file is such a table. */
    public static boolean isTable(Path file) {
        return CurveTable.isOne(file);
    }

    /** Measures all shots, those of the first table first; tells what was done. */
    public void run(List<Integer> qps, Consumer<String> listener) {
        Set<String> done = new HashSet<>();
        out.lines()
                .forEach(line ->
                        done.add(key(line.table(), line.row(), line.point().qp())));
        for (Path table : tables) {
            String name = String.valueOf(table.getFileName());
            List<LabelledShot> shots = LabelTable.read(table);
            for (int row = 0; row < shots.size(); row++) {
                int number = row;
                List<Integer> missing = qps.stream()
                        .filter(qp -> !done.contains(key(name, number, qp)))
                        .toList();
                if (!missing.isEmpty()) {
                    measure(name, row, shots.get(row), missing);
                    listener.accept("%s, %d of %d: %s"
                            .formatted(
                                    name,
                                    row + 1,
                                    shots.size(),
                                    shots.get(row).label().file()));
                }
            }
        }
    }

    private void measure(String table, int row, LabelledShot shot, List<Integer> qps) {
        try (ConstantQpRoundTrip run = frames.open(shot)) {
            CurveMeter meter = new CurveMeter(run);
            ShotContent content = meter.content();
            for (int qp : qps) {
                out.add(new CurveTable.Line(table, row, shot.label().file(), content, meter.at(qp)));
            }
        }
    }

    private static String key(String table, int row, int qp) {
        return table + "/" + row + "/" + qp;
    }
}
