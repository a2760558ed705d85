package io.jndencode.label.rule;

import io.jndencode.JndException;
import io.jndencode.file.SmallText;
import io.jndencode.quality.CurvePoint;
import io.jndencode.quality.ShotContent;
import io.jndencode.text.TableCell;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A tab-separated table of measured shots, one line a shot and QP, lines added as they are measured: what the rule is fitted to.
 * A line cut off by a crash is not read, and measured again.
 */
final class CurveTable {
    private static final String HEADER = String.join(
            "\t", "table", "row", "file", "width", "height", "fps", "frames", "luma", "texture", "motion", "qp",
            "bytes", "xpsnr", "worst", "ssim", "psnr");

    private static final int COLUMNS = HEADER.split("\t").length;

    private final Path file;

    /**
     * One line.
     *
     * @param table file name of the table of labels
     * @param row of the shot in it, from 0
     * @param file of the shot
     */
    record Line(String table, int row, String file, ShotContent content, CurvePoint point) {}

    CurveTable(Path file) {
        this.file = file;
    }

    /** Whether a file is a table of curves, by its first line. */
    static boolean isOne(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            char[] begin = new char[HEADER.length()];
            int read = reader.read(begin);
            return read < 0 || HEADER.equals(new String(begin, 0, read));
        } catch (IOException e) {
            return false;
        }
    }

    List<Line> lines() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<String> lines = SmallText.lines(file);
            if (!lines.isEmpty() && !lines.get(0).equals(HEADER + "\t.")) {
                throw new JndException.Input(
                        "%s is not a table of curves as this version writes it: its columns are not %s."
                                .formatted(file, HEADER.replace('\t', ' ')));
            }
            return lines.stream()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .filter(cells -> cells.length == COLUMNS + 1 && cells[COLUMNS].equals("."))
                    .map(CurveTable::line)
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            throw new JndException.Input(
                    "The table of curves %s cannot be read: %s."
                            .formatted(file, SmallText.shown(String.valueOf(e.getMessage()))),
                    e);
        }
    }

    private static Line line(String[] cells) {
        double[] v = Arrays.stream(cells, 3, COLUMNS)
                .mapToDouble(Double::parseDouble)
                .toArray();
        ShotContent content = new ShotContent((int) v[0], (int) v[1], v[2], (int) v[3], v[4], v[5], v[6]);
        CurvePoint point = new CurvePoint((int) v[7], (long) v[8], v[9], v[10], v[11], v[12]);
        return new Line(
                TableCell.readExactTsv(cells[0]),
                Integer.parseInt(cells[1]),
                TableCell.readExactTsv(cells[2]),
                content,
                point);
    }

    /** Adds a line; the last column says that it is whole. */
    void add(Line line) {
        ShotContent c = line.content();
        CurvePoint p = line.point();
        String numbers = Arrays.stream(new double[] {
                    c.framesPerSecond(),
                    c.frames(),
                    c.luma(),
                    c.texture(),
                    c.motion(),
                    p.qp(),
                    p.bytes(),
                    p.xpsnr(),
                    p.worst(),
                    p.ssim(),
                    p.psnr()
                })
                .mapToObj(value -> value == Math.rint(value)
                        ? Long.toString((long) value)
                        : String.format(Locale.ROOT, "%.6f", value))
                .collect(Collectors.joining("\t"));
        String text = "%s\t%d\t%s\t%d\t%d\t%s\t.\n"
                .formatted(
                        TableCell.exactTsv(line.table()),
                        line.row(),
                        TableCell.exactTsv(line.file()),
                        c.width(),
                        c.height(),
                        numbers);
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, HEADER + "\t.\n");
            }
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new JndException.Encode("The table of curves %s cannot be written.".formatted(file), e);
        }
    }
}
