package io.jndencode.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.jndencode.JndException;
import io.jndencode.file.SmallText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table written by other people (RFC 4180 and its tab-separated variants): a header line that names the columns, one row per line, cells
 * optionally in double quotes, surrounding blanks removed, empty lines skipped.
 *
 * @param name name of its file, for messages
 * @param columns in the file's order
 * @param rows in the file's order
 */
public record TextTable(String name, List<String> columns, List<Row> rows) {
    /** Separator of a comma-separated table. */
    public static final char COMMA = ',';

    /** Separator of a tab-separated table. */
    public static final char TAB = '\t';

    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    /** Spreadsheets write it before the first line. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    public TextTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Reads a whole file; throws {@link JndException.Input} if it is missing, empty or not such a table. */
    public static TextTable read(Path file, char separator) {
        try {
            return parse(file.toString(), String.join("\n", SmallText.lines(file)), separator);
        } catch (IOException e) {
            throw new JndException.Input("cannot read the table %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Reads a table from a text; {@code name} is used in messages. */
    public static TextTable parse(String name, String text, char separator) {
        List<String> columns = List.of();
        List<Row> rows = new ArrayList<>();
        String table = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        try (JsonParser parser = reader(separator).createParser(table)) {
            while (parser.nextToken() != null) {
                List<String> cells = new ArrayList<>();
                int line = 0;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    line = cells.isEmpty() ? parser.currentTokenLocation().getLineNr() : line;
                    cells.add(TableCell.read(parser.getText()));
                }
                if (columns.isEmpty()) {
                    columns = cells;
                } else {
                    rows.add(Row.of(name, line, columns, cells));
                }
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new JndException.Input(
                    "%s, line %d: what stands in quotes does not end where the cell does".formatted(name, line), e);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory could not be read", e);
        }
        if (columns.isEmpty()) {
            throw new JndException.Input("the table %s is empty".formatted(name));
        }
        return new TextTable(name, columns, rows);
    }

    private static ObjectReader reader(char separator) {
        return MAPPER.readerFor(String[].class).with(CsvSchema.emptySchema().withColumnSeparator(separator));
    }

    /** Refuses a table that lacks one of these columns. */
    public TextTable with(String... needed) {
        List<String> missing = Arrays.stream(needed)
                .filter(column -> !columns.contains(column))
                .toList();
        if (!missing.isEmpty()) {
            throw new JndException.Input("the table %s has no column %s; it has %s"
                    .formatted(name, String.join(", ", missing), SmallText.shown(String.join(", ", columns))));
        }
        return this;
    }

    /**
     * One line of the table.
     *
     * @param table name of its file, for messages
     * @param line number in the file, from 1
     * @param cells by the names of their columns
     */
    public record Row(String table, int line, Map<String, String> cells) {
        public Row {
            cells = Map.copyOf(cells);
        }

        private static Row of(String table, int line, List<String> columns, List<String> cells) {
            if (cells.size() != columns.size()) {
                throw new JndException.Input("%s, line %d: %d columns where the header has %d"
                        .formatted(table, line, cells.size(), columns.size()));
            }
            Map<String, String> byName = new HashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                byName.put(columns.get(i), cells.get(i));
            }
            return new Row(table, line, byName);
        }

        public boolean has(String column) {
            return cells.containsKey(column);
        }

        public String text(String column) {
            String value = cells.get(column);
            if (value == null) {
                throw mistake("there is no column '%s'; there are %s".formatted(column, cells.keySet()));
            }
            return value;
        }

        /** Returns a cell as a finite number. */
        public double number(String column) {
            String value = text(column);
            try {
                double number = Double.parseDouble(value);
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw mistake("%s is '%s', not a number".formatted(column, SmallText.shown(value)));
            }
            throw mistake("%s is '%s', not a finite number".formatted(column, SmallText.shown(value)));
        }

        public int whole(String column) {
            double number = number(column);
            if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
                throw mistake("%s is '%s', not a whole number".formatted(column, SmallText.shown(text(column))));
            }
            return (int) number;
        }

        /** Returns an exception that describes a mistake in this line. */
        public JndException.Input mistake(String what) {
            return new JndException.Input("%s, line %d: %s".formatted(table, line, what));
        }
    }
}
