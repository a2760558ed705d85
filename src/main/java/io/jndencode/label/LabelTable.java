package io.jndencode.label;

import io.jndencode.file.SmallText;
import io.jndencode.jnd.JndLevels;
import io.jndencode.text.TextTable;
import java.nio.file.Path;
import java.util.List;

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
        return TextTable.read(file, TextTable.TAB).rows().stream()
                .map(row -> new Row(row).shot())
                .toList();
    }

    private record Row(TextTable.Row cells) {
        LabelledShot shot() {
            try {
                LabelledShot.Label label = new LabelledShot.Label(
                        fileName(cells.text("file")),
                        cells.text("tag"),
                        JndLevels.ofLabel(cells.number("jnd1"), cells.number("jnd2"), cells.number("jnd3")),
                        cells.number("spread"));
                return cells.has("x0") ? ofPicture(label) : ofVideo(label);
            } catch (IllegalArgumentException e) {
                throw cells.mistake(String.valueOf(e.getMessage()));
            }
        }

        private LabelledShot ofVideo(LabelledShot.Label label) {
            return new LabelledShot.OfVideo(
                    label,
                    cells.number("start"),
                    cells.number("fps"),
                    frames(),
                    new LabelledShot.Size(cells.whole("label_width"), cells.whole("label_height")));
        }

        private LabelledShot ofPicture(LabelledShot.Label label) {
            return new LabelledShot.OfPicture(
                    label,
                    cells.whole("x0"),
                    cells.whole("y0"),
                    cells.whole("vx"),
                    cells.whole("vy"),
                    new LabelledShot.Size(cells.whole("width"), cells.whole("height")),
                    frames());
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
            int frames = cells.whole("frames");
            if (frames < 1 || frames > 2_600_000) {
                throw new IllegalArgumentException("a shot of " + frames + " frames");
            }
            return frames;
        }
    }
}
