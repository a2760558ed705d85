package io.jndencode.label;

import io.jndencode.JndException;
import io.jndencode.SmallText;
import io.jndencode.dataset.JndLevels;
import io.jndencode.text.TableCell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads tables of labelled shots: tab-separated, with a header line naming the columns, in any order.
 *
 * <p>Shots of videos have {@code start label_width label_height}, pans over pictures {@code x0 y0 vx vy width height};
 * both have {@code file fps frames tag jnd1 jnd2 jnd3 spread}. Other columns are ignored.
 */
public final class LabelTable {
    private LabelTable() {}

    /** All rows of a table. */
    public static List<LabelledShot> read(Path file) {
        List<String> lines;
        try {
            lines = SmallText.lines(file);
        } catch (IOException e) {
            throw new JndException.Input(
                    "The table of labels %s is missing or cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
        if (lines.isEmpty()) {
            throw new JndException.Input("The table of labels %s is empty.".formatted(file));
        }
        String[] header = lines.get(0).split("\t", -1);
        List<LabelledShot> shots = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                shots.add(new Row(file, i + 1, cells(file, i + 1, header, lines.get(i))).shot());
            }
        }
        return shots;
    }

    private static Map<String, String> cells(Path file, int line, String[] header, String text) {
        String[] columns = text.split("\t", -1);
        if (columns.length != header.length) {
            throw new JndException.Input("%s, line %d: %d columns where the header has %d."
                    .formatted(file, line, columns.length, header.length));
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < header.length; i++) {
            cells.put(header[i].strip(), TableCell.read(columns[i].strip()));
        }
        return cells;
    }

    private record Row(Path file, int line, Map<String, String> cells) {
        LabelledShot shot() {
            try {
                LabelledShot.Label label = new LabelledShot.Label(
                        fileName(text("file")),
                        text("tag"),
                        new JndLevels(number("jnd1"), number("jnd2"), number("jnd3")),
                        number("spread"));
                return cells.containsKey("x0") ? ofPicture(label) : ofVideo(label);
            } catch (NumberFormatException e) {
                throw new JndException.Input("%s, line %d: not a number: %s.".formatted(file, line, e.getMessage()), e);
            } catch (IllegalArgumentException e) {
                throw new JndException.Input("%s, line %d: %s.".formatted(file, line, e.getMessage()), e);
            }
        }

        private LabelledShot ofVideo(LabelledShot.Label label) {
            return new LabelledShot.OfVideo(
                    label,
                    number("start"),
                    number("fps"),
                    frames(),
                    new LabelledShot.Size(whole("label_width"), whole("label_height")));
        }

        private LabelledShot ofPicture(LabelledShot.Label label) {
            return new LabelledShot.OfPicture(
                    label,
                    whole("x0"),
                    whole("y0"),
                    whole("vx"),
                    whole("vy"),
                    new LabelledShot.Size(whole("width"), whole("height")),
                    frames());
        }

        private String text(String column) {
            String value = cells.get(column);
            if (value == null) {
                throw new IllegalArgumentException("there is no column '" + column + "'");
            }
            return value;
        }

        private double number(String column) {
            double number = Double.parseDouble(text(column));
            if (!Double.isFinite(number)) {
                throw new NumberFormatException(column + " is " + SmallText.shown(text(column)));
            }
            return number;
        }

        /** Rows name files of the folders that were given, and pictures are named after them. */
        private static String fileName(String file) {
            if (file.isBlank() || file.matches(".*[/\\\\\\p{Cntrl}].*") || file.equals("..") || file.equals(".")) {
                throw new IllegalArgumentException(
                        "'" + SmallText.shown(file) + "' is not the name of a file, without folders");
            }
            return file;
        }

        /** Half a day at 60 frames a second. */
        private int frames() {
            int frames = whole("frames");
            if (frames < 1 || frames > 2_600_000) {
                throw new IllegalArgumentException("a shot of " + frames + " frames");
            }
            return frames;
        }

        private int whole(String column) {
            return Integer.parseInt(text(column));
        }
    }
}
