package io.jndencode.label;

import io.jndencode.JndException;
import io.jndencode.SmallText;
import io.jndencode.text.TableCell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table as other people write them: comma-separated, a header line, values with commas in double quotes.
 *
 * @param file where it stands, for messages
 * @param rows in the file's order
 */
public record CsvTable(Path file, List<Row> rows) {
    public CsvTable {
        rows = List.copyOf(rows);
    }

    /** Reads a whole table. */
    public static CsvTable read(Path file) {
        List<String> lines;
        try {
            lines = SmallText.lines(file);
        } catch (IOException e) {
            throw new JndException.Input(
                    "The table %s is missing or cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
        if (lines.isEmpty()) {
            throw new JndException.Input("The table %s is empty.".formatted(file));
        }
        List<String> header = TableCell.csvLine(lines.get(0));
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> cells = TableCell.csvLine(lines.get(i));
            if (lines.get(i).isBlank()) {
                continue;
            }
            if (cells.size() != header.size()) {
                throw new JndException.Input("%s, line %d: %d columns where the header has %d."
                        .formatted(file, i + 1, cells.size(), header.size()));
            }
            Map<String, String> byName = new HashMap<>();
            for (int c = 0; c < cells.size(); c++) {
                byName.put(header.get(c), cells.get(c));
            }
            rows.add(new Row(file, i + 1, byName));
        }
        return new CsvTable(file, rows);
    }

    /**
     * One line.
     *
     * @param line its number in the file, from 1
     */
    public record Row(Path file, int line, Map<String, String> cells) {
        public Row {
            cells = Map.copyOf(cells);
        }

        public boolean has(String column) {
            return cells.containsKey(column);
        }

        public String text(String column) {
            String value = cells.get(column);
            if (value == null) {
                throw new JndException.Input(
                        "The table %s has no column '%s'; it has %s.".formatted(file, column, cells.keySet()));
            }
            return value;
        }

        public double number(String column) {
            String value = text(column);
            try {
                double number = Double.parseDouble(value);
                if (!Double.isFinite(number)) {
                    throw new NumberFormatException("not finite");
                }
                return number;
            } catch (NumberFormatException e) {
                throw new JndException.Input(
                        "%s, line %d: %s is '%s', not a number.".formatted(file, line, column, SmallText.shown(value)),
                        e);
            }
        }

        public int whole(String column) {
            double number = number(column);
            if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
                throw new JndException.Input(
                        "%s, line %d: %s is %s, not a whole number.".formatted(file, line, column, text(column)));
            }
            return (int) number;
        }
    }
}
