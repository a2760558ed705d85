package io.jndencode.dataset;

import io.jndencode.JndException;
import io.jndencode.file.SmallText;
import io.jndencode.jnd.JndLevels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code JND-Levels.txt}: one row a picture, three columns separated by blanks, commas or semicolons. */
public final class LevelsFile {
    private LevelsFile() {}

    /** Reads all rows; blank lines are skipped. */
    public static List<JndLevels> read(Path file) {
        List<String> lines;
        try {
            lines = SmallText.lines(file);
        } catch (IOException e) {
            throw new JndException.Model(
                    "The dataset's label file %s is missing or cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
        List<JndLevels> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                rows.add(row(file, i + 1, lines.get(i).strip()));
            }
        }
        return rows;
    }

    /** Writes rows in the order given, which must be the natural order of the pictures' names. */
    public static void write(Path file, List<JndLevels> rows) throws IOException {
        StringBuilder text = new StringBuilder();
        for (JndLevels row : rows) {
            text.append(String.format(Locale.ROOT, "%.2f %.2f %.2f%n", row.jnd1(), row.jnd2(), row.jnd3()));
        }
        Files.writeString(file, text);
    }

    private static JndLevels row(Path file, int line, String text) {
        String[] columns = text.split("[\\s,;]+", -1);
        if (columns.length != 3) {
            throw new JndException.Model("%s, line %d: expected three columns JND1 JND2 JND3, found %d: '%s'."
                    .formatted(file, line, columns.length, SmallText.shown(text)));
        }
        try {
            return JndLevels.ofLabel(
                    Double.parseDouble(columns[0]), Double.parseDouble(columns[1]), Double.parseDouble(columns[2]));
        } catch (NumberFormatException e) {
            throw new JndException.Model(
                    "%s, line %d: not a number in '%s'.".formatted(file, line, SmallText.shown(text)), e);
        } catch (IllegalArgumentException e) {
            throw new JndException.Model("%s, line %d: %s.".formatted(file, line, e.getMessage()), e);
        }
    }
}
