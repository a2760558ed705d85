package io.jndencode.label.human;

import io.jndencode.JndException;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.JndLevels;
import io.jndencode.text.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MCL-JCI (Jin et al. 2016): fifty pictures, coded as JPEG at quality factors 1 to 100, and what some thirty people said of each.
 *
 * <p>Pictures are named {@code ...SRC01.EXT}, their codings {@code ...SRC01_031.jpg}. The table has a column {@code src} and {@code
 * jnd1}, {@code jnd2}, {@code jnd3} (or {@code jnd1_qf75} and so on): quality factors, falling. A quality factor is no QP: levels
 * are written as (100 - QF) / 2, which rises with the distortion and lies in the range of QPs.
 */
final class MclJci {
    private static final Pattern NAME =
            Pattern.compile(".*SRC(\\d+)(?:_(\\d+))?\\.(bmp|png|jpe?g)", Pattern.CASE_INSENSITIVE);

    private MclJci() {}

    static HumanSetImport.HumanSet find(Path folder, Path table) {
        Map<Integer, Map<Optional<Integer>, Path>> files = files(folder);
        List<JciPicture> pictures = new ArrayList<>();
        for (TextTable.Row row : TextTable.read(table, TextTable.COMMA).rows()) {
            int number = row.whole("src");
            Map<Optional<Integer>, Path> ofPicture = files.getOrDefault(number, Map.of());
            Path source = ofPicture.get(Optional.<Integer>empty());
            if (source != null) {
                pictures.add(picture(row, source, ofPicture));
            }
        }
        if (pictures.isEmpty()) {
            throw new JndException.Input(
                    "%s holds no picture named as those of %s, ...SRC01.png and so on.".formatted(folder, table));
        }
        return new HumanSetImport.HumanSet(
                "human: MCL-JCI, JPEG quality factors three viewers of four do not notice, as (100 - QF) / 2",
                pictures);
    }

    private static JciPicture picture(TextTable.Row row, Path source, Map<Optional<Integer>, Path> files) {
        int number = row.whole("src");
        Map<JndLevel, Integer> factors = new EnumMap<>(JndLevel.class);
        Map<JndLevel, Path> coded = new EnumMap<>(JndLevel.class);
        for (JndLevel level : JndLevel.values()) {
            int factor = factor(row, level);
            factors.put(level, factor);
            Path file = files.get(Optional.of(factor));
            if (file != null) {
                coded.put(level, file);
            }
        }
        try {
            JndLevels levels = JndLevels.ofLabel(
                    scale(factors, JndLevel.JND1), scale(factors, JndLevel.JND2), scale(factors, JndLevel.JND3));
            double error = row.has("jnd1_qf_sd")
                    ? row.number("jnd1_qf_sd") / 2 / Math.sqrt(Math.max(1, row.number("jnd1_n")))
                    : 0;
            HumanLabel label = new HumanLabel(number, "src" + number, levels, error);
            return new JciPicture(label, source, factors, coded);
        } catch (IllegalArgumentException e) {
            throw new JndException.Input(
                    "%s, line %d: the quality factors %s must fall from JND1 to JND3."
                            .formatted(row.table(), row.line(), factors.values()),
                    e);
        }
    }

    private static int factor(TextTable.Row row, JndLevel level) {
        String column = level.name().toLowerCase(java.util.Locale.ROOT);
        int factor = row.whole(row.has(column) ? column : column + "_qf75");
        if (factor < 1 || factor > 100) {
            throw new JndException.Input("%s, line %d: %s is %d; JPEG quality factors are 1 to 100."
                    .formatted(row.table(), row.line(), level, factor));
        }
        return factor;
    }

    private static double scale(Map<JndLevel, Integer> factors, JndLevel level) {
        return (100 - factors.getOrDefault(level, 100)) / 2.0;
    }

    private static Map<Integer, Map<Optional<Integer>, Path>> files(Path folder) {
        Map<Integer, Map<Optional<Integer>, Path>> files = new TreeMap<>();
        for (Path file : HumanSetImport.files(folder)) {
            Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
            if (name.matches()) {
                Optional<Integer> factor = Optional.ofNullable(name.group(2)).map(Integer::valueOf);
                files.computeIfAbsent(Integer.valueOf(name.group(1)), key -> new HashMap<>())
                        .put(factor, file);
            }
        }
        return files;
    }
}
